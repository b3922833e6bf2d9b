-- What becomes of a link once it is opened.
ALTER TABLE recovery_links ADD COLUMN visits BIGINT NOT NULL DEFAULT 0;        -- GETs, by people and machines
ALTER TABLE recovery_links ADD COLUMN wrong_answers BIGINT NOT NULL DEFAULT 0;
ALTER TABLE recovery_links ADD COLUMN paused_until BIGINT;
ALTER TABLE recovery_links ADD COLUMN started_at BIGINT;                       -- the first right answer
ALTER TABLE recovery_links ADD COLUMN deadline BIGINT;                         -- of its one session; never moved
ALTER TABLE recovery_links ADD COLUMN form_key TEXT;                           -- what forms of its session's pages hold
ALTER TABLE recovery_links ADD COLUMN application_changed_at BIGINT;
ALTER TABLE recovery_links ADD COLUMN voice_portal_changed_at BIGINT;
ALTER TABLE recovery_links ADD COLUMN passcodes BIGINT NOT NULL DEFAULT 0;     -- drawn in its session

-- Until when a link can be opened is counted from its hand-over alone.
UPDATE recovery_links SET openable_until = NULL WHERE handed_over_at IS NULL;

-- What was decided for the mail that a token stands in.
ALTER TABLE link_tokens ADD COLUMN asks TEXT;                                  -- numbers, extension, last_four, user_id
ALTER TABLE link_tokens ADD COLUMN openable_until BIGINT;                      -- as the mail says

-- The browsers that joined the session of a link.
CREATE TABLE link_browsers (
    key_hash TEXT PRIMARY KEY,       -- SHA-256, hexadecimal
    link_id  TEXT NOT NULL REFERENCES recovery_links (id)
);

-- One row a user: whoever changes anything about them, their credentials or their links holds it meanwhile.
CREATE TABLE recovery_users (
    user_id TEXT PRIMARY KEY
);

-- Mails of every kind: what each says, and to whom.
CREATE TABLE mail_orders (
    id            TEXT PRIMARY KEY,
    template      TEXT NOT NULL,     -- link, changed, email_changed
    user_id       TEXT NOT NULL,
    link_id       TEXT REFERENCES recovery_links (id),
    to_address    TEXT,              -- where the user's address on file is not meant
    credential    TEXT,              -- which was changed
    ordered_at    BIGINT NOT NULL,
    due_at        BIGINT NOT NULL,
    first_tried_at BIGINT,
    attempts      BIGINT NOT NULL,
    claimed_until BIGINT,
    done_at       BIGINT,
    last_error    TEXT
);
INSERT INTO mail_orders (id, template, user_id, link_id, ordered_at, due_at, attempts, claimed_until, done_at, last_error)
    SELECT outbox.id, 'link', recovery_links.user_id, link_id, queued_at, due_at, attempts, claimed_until, done_at, last_error
    FROM outbox JOIN recovery_links ON recovery_links.id = outbox.link_id;
DROP TABLE outbox;
ALTER TABLE mail_orders RENAME TO outbox;
CREATE INDEX outbox_open ON outbox (due_at) WHERE done_at IS NULL;
CREATE INDEX outbox_by_link ON outbox (link_id);
CREATE INDEX link_tokens_by_link ON link_tokens (link_id);
CREATE INDEX link_browsers_by_link ON link_browsers (link_id);

-- Applications that may prove sign-ins, each by a token.
CREATE TABLE applications (
    name       TEXT PRIMARY KEY,
    scope      TEXT NOT NULL,        -- sign-in
    token_hash TEXT NOT NULL UNIQUE, -- SHA-256, hexadecimal
    created_at BIGINT NOT NULL
);

-- Changes that were made under a key, so that one sent again is not made again.
CREATE TABLE idempotency_keys (
    idempotency_key TEXT PRIMARY KEY,
    code            TEXT NOT NULL,   -- key id, then HMAC-SHA-256 of the change, hexadecimal
    made_at         BIGINT NOT NULL
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (made_at);
