-- Posts, whole: what TDLib gave of each, its earlier versions, and those whom posts name. Everything else of a post is a
-- projection of its raw message.

ALTER TABLE post ADD COLUMN sender INTEGER NOT NULL DEFAULT 0;        -- a user's id, or a chat's; 0 when unknown
ALTER TABLE post ADD COLUMN topic INTEGER NOT NULL DEFAULT 0;         -- the forum topic's number
ALTER TABLE post ADD COLUMN replies INTEGER NOT NULL DEFAULT 0;       -- comments, as last seen
ALTER TABLE post ADD COLUMN reactions TEXT NOT NULL DEFAULT '';       -- as last seen: a JSON object of emoji to number
ALTER TABLE post ADD COLUMN version INTEGER NOT NULL DEFAULT 0;       -- counted from 1; 0 until the post is read whole
ALTER TABLE post ADD COLUMN deleted_at INTEGER NOT NULL DEFAULT 0;    -- when Telegram was seen to have it no longer
ALTER TABLE run ADD COLUMN edited INTEGER NOT NULL DEFAULT 0;         -- posts of which it recorded another version
ALTER TABLE run ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;        -- posts that it found deleted

-- The newest version of each post. The body is compressed; its first byte is the number of the dictionary.
CREATE TABLE post_raw (
    id      INTEGER PRIMARY KEY,                 -- the post's
    seen_at INTEGER NOT NULL,
    tdlib   INTEGER NOT NULL,                    -- the version that wrote it, as 10865 for 1.8.65
    hash    BLOB    NOT NULL,                    -- of what it says; another hash is another version
    body    BLOB    NOT NULL
) STRICT;

-- Every older version.
CREATE TABLE post_version (
    id        INTEGER PRIMARY KEY,
    post      INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    seen_at   INTEGER NOT NULL,                  -- when it was last seen to be the newest; 0 when that is not known
    edit_date INTEGER NOT NULL,
    text      TEXT    NOT NULL,
    tdlib     INTEGER NOT NULL,
    hash      BLOB,
    body      BLOB,                              -- NULL when it was recorded before posts were kept whole
    UNIQUE (post, version)
) STRICT;

-- The files of a post besides the one that makes it a photo, a video and so on, which is in its row.
CREATE TABLE attachment (
    id       INTEGER PRIMARY KEY,
    post     INTEGER NOT NULL,
    role     TEXT    NOT NULL,                   -- what it is in the post, as preview or paid_media
    position INTEGER NOT NULL,                   -- its number in a list, counted from 1; 0 outside lists
    file     INTEGER NOT NULL REFERENCES file (id),
    skip     TEXT    NOT NULL,                   -- the criterion that it does not meet
    UNIQUE (post, role, position)
) STRICT;

CREATE INDEX attachment_file ON attachment (file, skip);

-- Files that Telegram derives from others, such as thumbnails, and that are left out.
CREATE TABLE derived_tally (
    channel INTEGER NOT NULL,
    role    TEXT    NOT NULL,
    files   INTEGER NOT NULL,
    bytes   INTEGER NOT NULL,
    PRIMARY KEY (channel, role)
) STRICT, WITHOUT ROWID;

-- How far the posts of a channel have been read again from their raw messages. A row is removed when all are done that
-- one command reads.
CREATE TABLE reindex (
    channel    INTEGER PRIMARY KEY,
    reader     TEXT    NOT NULL,                 -- the program and the selection; others start again
    last       INTEGER NOT NULL,                 -- the post up to which it is done
    done       INTEGER NOT NULL,                 -- whether it has come to its end
    posts      INTEGER NOT NULL,                 -- how many were looked at
    changed    INTEGER NOT NULL,                 -- how many had to be corrected
    found      INTEGER NOT NULL,                 -- files that it made pending
    not_whole  INTEGER NOT NULL,                 -- how many have no raw message, and can be asked for
    unreadable INTEGER NOT NULL                  -- how many have a raw message that cannot be read
) STRICT;

-- What replaces derived_tally when the channel is done.
CREATE TABLE reindex_tally (
    channel INTEGER NOT NULL,
    role    TEXT    NOT NULL,
    files   INTEGER NOT NULL,
    bytes   INTEGER NOT NULL,
    PRIMARY KEY (channel, role)
) STRICT, WITHOUT ROWID;

-- Users and chats that posts name, as last seen.
CREATE TABLE peer (
    id        INTEGER PRIMARY KEY,               -- a user's id, or a chat's, which is negative
    kind      TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    usernames TEXT    NOT NULL,                  -- the active ones, with blanks between
    photo     TEXT    NOT NULL,                  -- the unique id of its picture
    seen_at   INTEGER NOT NULL
) STRICT;

-- What they were called before.
CREATE TABLE peer_name (
    id        INTEGER PRIMARY KEY,
    peer      INTEGER NOT NULL,
    until     INTEGER NOT NULL,                  -- when another name was first seen
    name      TEXT    NOT NULL,
    usernames TEXT    NOT NULL
) STRICT;

CREATE INDEX peer_name_peer ON peer_name (peer, until);
CREATE INDEX post_unread ON post (id) WHERE version = 0 AND deleted_at = 0;   -- to be read again
CREATE INDEX post_topic ON post (id, topic) WHERE topic > 0;
CREATE INDEX post_sender ON post (sender, id) WHERE sender > 0;
CREATE INDEX post_deleted ON post (id) WHERE deleted_at > 0;
