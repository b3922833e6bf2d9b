-- Users who are left out of changes unless they are meant: lobby phones, executives, alarm lines.
ALTER TABLE users ADD COLUMN protected BIGINT NOT NULL DEFAULT 0;
