-- The tracker. Words are stored as words, so that `sqlite3 tracker.db` can be read by people.
-- Times: posts' dates in seconds since 1970, as Telegram gives them; all others in milliseconds. 0 means never.

CREATE TABLE channel (
    id        INTEGER PRIMARY KEY,               -- small, because the key of every post carries it
    chat_id   INTEGER NOT NULL UNIQUE,
    title     TEXT    NOT NULL,
    username  TEXT,
    type      TEXT    NOT NULL,
    directory TEXT    NOT NULL COLLATE NOCASE UNIQUE,
    newest    INTEGER NOT NULL DEFAULT 0,        -- the highest message id seen
    oldest    INTEGER NOT NULL DEFAULT 0,        -- the lowest message id seen by the first walk
    complete  INTEGER NOT NULL DEFAULT 0         -- 1 when the first walk reached the channel's beginning
) STRICT;

-- A rowid table, because texts of some kilobytes would spill out of a WITHOUT ROWID table's pages; with a key that is
-- channel and message in one number, so that a channel's posts lie together in order and need no second index.
CREATE TABLE post (
    id        INTEGER PRIMARY KEY,               -- channel << 32 | message
    channel   INTEGER AS (id >> 32) VIRTUAL,
    message   INTEGER AS (id & 0xffffffff) VIRTUAL,
    date      INTEGER NOT NULL,
    edit_date INTEGER NOT NULL,
    type      TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    entities  TEXT    NOT NULL,
    album     INTEGER NOT NULL,
    views     INTEGER NOT NULL,
    forwards  INTEGER NOT NULL,
    reply_to  INTEGER NOT NULL,
    author    TEXT    NOT NULL,
    file      INTEGER REFERENCES file (id)
) STRICT;

CREATE INDEX post_file ON post (file) WHERE file IS NOT NULL;

-- A remote file, whatever the number of posts that hold it. The origin is the post through which it is fetched; it
-- is no declared foreign key, because file and post refer to each other and SQLite would search one for the other.
CREATE TABLE file (
    id         INTEGER PRIMARY KEY,
    unique_id  TEXT    NOT NULL UNIQUE,          -- Telegram's, or post:<chat id>/<message id> where it gives none
    origin     INTEGER NOT NULL,                 -- a post's id
    date       INTEGER NOT NULL,                 -- the origin's
    kind       TEXT    NOT NULL,
    size       INTEGER NOT NULL,                 -- as announced; once stored, as stored
    file_name  TEXT    NOT NULL,
    mime_type  TEXT    NOT NULL,
    performer  TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    duration   INTEGER NOT NULL,
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    state      TEXT    NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'done', 'failed', 'skipped', 'removed')),
    attempts   INTEGER NOT NULL DEFAULT 0,
    due        INTEGER NOT NULL DEFAULT 0,       -- not to be tried before
    cause      TEXT    NOT NULL DEFAULT '',      -- why it failed or was skipped, as a word to count by
    reason     TEXT    NOT NULL DEFAULT '',      -- the same, as a sentence
    changed_at INTEGER NOT NULL DEFAULT 0,       -- when it took its state
    path       TEXT,                             -- relative to the output folder
    sha256     BLOB,
    linked     INTEGER NOT NULL DEFAULT 0,       -- 1 when its bytes on disk are another file's
    worker     TEXT
) STRICT;

CREATE INDEX file_sha256 ON file (sha256) WHERE state = 'done';
CREATE INDEX file_failed ON file (origin) WHERE state = 'failed';
CREATE INDEX file_skipped ON file (origin) WHERE state = 'skipped';

CREATE TABLE run (
    id            INTEGER PRIMARY KEY,
    pid           INTEGER NOT NULL,
    process_start INTEGER NOT NULL,
    boot_id       TEXT    NOT NULL,
    command       TEXT    NOT NULL,
    started_at    INTEGER NOT NULL,
    ended_at      INTEGER NOT NULL DEFAULT 0,
    outcome       TEXT,                          -- NULL while it runs, and for ever if it was killed
    files         INTEGER NOT NULL DEFAULT 0,
    bytes         INTEGER NOT NULL DEFAULT 0,
    failed        INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What follows is derived and kept by the triggers in derived.sql, in the transaction that changes a post or a file.

-- The pending files of each channel that has a post of them, in the order in which they are fetched.
CREATE TABLE pending (
    channel INTEGER NOT NULL,
    size    INTEGER NOT NULL,
    date    INTEGER NOT NULL,
    file    INTEGER NOT NULL,
    due     INTEGER NOT NULL,
    home    INTEGER NOT NULL,                    -- the channel of the file's origin
    PRIMARY KEY (channel, size, date, file)
) STRICT, WITHOUT ROWID;

CREATE INDEX pending_due ON pending (channel, due) WHERE due > 0;
CREATE INDEX pending_age ON pending (channel, file, due);   -- a file's number tells when it was first seen
CREATE INDEX pending_guest ON pending (channel, home) WHERE channel <> home;

-- Posts by channel and kind of media ('' without). Saved are the bytes that need no place of their own on disk: of
-- posts whose stored file was fetched through another post, and of files that are linked to another file's bytes.
CREATE TABLE post_tally (
    channel     INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    posts       INTEGER NOT NULL,
    saved_bytes INTEGER NOT NULL,
    PRIMARY KEY (channel, kind)
) STRICT, WITHOUT ROWID;

-- Files, each in the channel of its origin.
CREATE TABLE file_tally (
    channel INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    state   TEXT    NOT NULL,
    cause   TEXT    NOT NULL,
    files   INTEGER NOT NULL,
    bytes   INTEGER NOT NULL,
    PRIMARY KEY (channel, kind, state, cause)
) STRICT, WITHOUT ROWID;
