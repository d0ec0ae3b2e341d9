-- Walks may be bounded, so that what was walked is no longer one range of ids, from the newest down.

CREATE TABLE walked (
    id      INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    first   INTEGER NOT NULL,                    -- a message id; 0 when a walk has reached the channel's beginning
    last    INTEGER NOT NULL,                    -- a message id; both ends included
    UNIQUE (channel, first),
    CHECK (first >= 0 AND last >= first)
) STRICT;

-- From here on, newest is the highest id that Telegram was seen to have, walked or not.
INSERT INTO walked (channel, first, last)
    SELECT id, iif(complete, 0, oldest), max(newest, oldest) FROM channel WHERE complete OR oldest > 0;
ALTER TABLE channel DROP COLUMN oldest;
ALTER TABLE channel DROP COLUMN complete;
