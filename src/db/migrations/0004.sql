-- Users may live elsewhere: a link names one, whether or not there is a row in users.
DROP INDEX recovery_links_by_user;
ALTER TABLE recovery_links ADD COLUMN whose TEXT NOT NULL DEFAULT '';
UPDATE recovery_links SET whose = user_id;
ALTER TABLE recovery_links DROP COLUMN user_id;
ALTER TABLE recovery_links RENAME COLUMN whose TO user_id;
CREATE INDEX recovery_links_by_user ON recovery_links (user_id, queued_at);

-- A change that is under way where the user lives: no transaction is open meanwhile.
ALTER TABLE recovery_users ADD COLUMN change_id TEXT;       -- none under way: null
ALTER TABLE recovery_users ADD COLUMN change_until BIGINT;  -- by the database's own clock; then whoever made it is gone
ALTER TABLE recovery_users ADD COLUMN change_ends TEXT;     -- how the user's links end if nobody ever tells what came of it
-- When a credential was last changed through this backend.
ALTER TABLE recovery_users ADD COLUMN changed_at BIGINT;
INSERT INTO recovery_users (user_id) SELECT DISTINCT user_id FROM credentials
    WHERE user_id NOT IN (SELECT user_id FROM recovery_users);
UPDATE recovery_users SET changed_at =
    (SELECT MAX(credentials.changed_at) FROM credentials WHERE credentials.user_id = recovery_users.user_id);

-- 1: the change was made under this key. 0: it was begun; 2: more than once, since nobody knew whether it was made.
ALTER TABLE idempotency_keys ADD COLUMN made BIGINT NOT NULL DEFAULT 1;

-- What is decided once for a database.
CREATE TABLE decisions (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
-- Where its users live: here, or on a platform that it stands in front of.
INSERT INTO decisions (name, value) SELECT 'users', 'own'
    WHERE EXISTS (SELECT 1 FROM admins) OR EXISTS (SELECT 1 FROM users);
