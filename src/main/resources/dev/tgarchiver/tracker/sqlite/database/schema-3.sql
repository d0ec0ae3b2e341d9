-- Files that failed are tried again by later runs.

ALTER TABLE file ADD COLUMN rounds INTEGER NOT NULL DEFAULT 0;     -- how often it was given up since it was last done or retried
ALTER TABLE file ADD COLUMN retry_at INTEGER NOT NULL DEFAULT 0;   -- when a failed file is pending again by itself

-- What an older archiver gave up has had its first round.
UPDATE file SET rounds = 1, retry_at = changed_at + 3600000 WHERE state = 'failed' AND cause = 'attempts';

CREATE INDEX file_retry ON file (retry_at) WHERE state = 'failed' AND retry_at > 0;

ALTER TABLE run ADD COLUMN resume TEXT NOT NULL DEFAULT '';        -- the command that continues it
