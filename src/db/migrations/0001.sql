-- Times are milliseconds since 1970, UTC. Flags are 0 or 1.

CREATE TABLE users (
    user_id      TEXT PRIMARY KEY,
    user_key     TEXT NOT NULL,      -- lower case, for finding an id whatever its case
    first_name   TEXT NOT NULL,
    last_name    TEXT NOT NULL,
    email        TEXT,
    email_key    TEXT,               -- lower case, domain as A-labels
    phone_number TEXT,
    phone_key    TEXT,               -- digits with country code
    extension    TEXT,
    location     TEXT NOT NULL,
    department   TEXT,
    search_text  TEXT NOT NULL,
    updated_at   BIGINT NOT NULL
);
CREATE INDEX users_by_location ON users (location, user_id);
CREATE INDEX users_by_key ON users (user_key);
CREATE INDEX users_by_email ON users (email_key);
CREATE INDEX users_by_phone ON users (phone_key);
CREATE INDEX users_by_extension ON users (extension);

CREATE TABLE credentials (
    user_id     TEXT NOT NULL REFERENCES users (user_id),
    kind        TEXT NOT NULL,       -- application, voice-portal
    hash        TEXT NOT NULL,       -- key id, then a PHC string
    must_change BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL,
    PRIMARY KEY (user_id, kind)
);

CREATE TABLE recovery_links (
    id             TEXT PRIMARY KEY,
    user_id        TEXT NOT NULL REFERENCES users (user_id),
    run_id         TEXT,
    queued_at      BIGINT NOT NULL,
    handed_over_at BIGINT,           -- first hand-over to the mail server
    openable_until BIGINT,
    failed_at      BIGINT,           -- the mail was refused for good
    ended_at       BIGINT,
    end_reason     TEXT              -- expired, done, revoked, replaced, overtaken, locked
);
CREATE INDEX recovery_links_by_user ON recovery_links (user_id, queued_at);

-- A link may have several: each attempt to hand its mail over draws another.
CREATE TABLE link_tokens (
    token_hash TEXT PRIMARY KEY,     -- SHA-256, hexadecimal
    link_id    TEXT NOT NULL REFERENCES recovery_links (id)
);

CREATE TABLE outbox (
    id            TEXT PRIMARY KEY,
    link_id       TEXT NOT NULL REFERENCES recovery_links (id),
    due_at        BIGINT NOT NULL,
    attempts      BIGINT NOT NULL,
    claimed_until BIGINT,
    done_at       BIGINT,
    last_error    TEXT
);
CREATE INDEX outbox_open ON outbox (due_at) WHERE done_at IS NULL;

CREATE TABLE admins (
    name       TEXT PRIMARY KEY,
    role       TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE, -- SHA-256, hexadecimal
    created_at BIGINT NOT NULL
);
