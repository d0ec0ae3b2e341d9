-- Chats, whole: the topics of forums and what else there is to a chat besides its posts, as seen, with what it was before.

-- The topics of forums, as last seen. One that is deleted at Telegram stays.
CREATE TABLE topic (
    id         INTEGER PRIMARY KEY,              -- as a post's: the channel, and the topic's number, which is 1 for General
    name       TEXT    NOT NULL,
    directory  TEXT    NOT NULL,                 -- its folder, where a template has one; chosen once
    emoji      INTEGER NOT NULL,                 -- the custom emoji of its icon; 0 for none
    color      INTEGER NOT NULL,                 -- of its icon without an emoji, as RGB
    creator    INTEGER NOT NULL,                 -- a user's id, or a chat's; 0 when unknown
    date       INTEGER NOT NULL,                 -- of its creation
    closed     INTEGER NOT NULL,
    hidden     INTEGER NOT NULL,                 -- only General can be
    pinned     INTEGER NOT NULL,
    deleted_at INTEGER NOT NULL,                 -- when Telegram was seen to have it no longer
    seen_at    INTEGER NOT NULL
) STRICT;

-- The names that they have had, the present one included.
CREATE TABLE topic_name (
    id    INTEGER PRIMARY KEY,
    topic INTEGER NOT NULL,
    since INTEGER NOT NULL,                      -- when it was first seen, or when a message in the topic gave it
    name  TEXT    NOT NULL
) STRICT;

CREATE INDEX topic_name_topic ON topic_name (topic, since);

-- Comments of a channel's posts are posts of its discussion group. There, a post stands for each post of the channel; what
-- answers that one are comments. The view comment has both together.
ALTER TABLE post ADD COLUMN thread INTEGER NOT NULL DEFAULT 0;          -- the number of the post with which its thread began
ALTER TABLE post ADD COLUMN source_chat INTEGER NOT NULL DEFAULT 0;     -- the chat id of the channel for whose post it stands
ALTER TABLE post ADD COLUMN source_message INTEGER NOT NULL DEFAULT 0;  -- the number of that post

CREATE INDEX post_thread ON post (channel, thread) WHERE thread > 0;
CREATE INDEX post_source ON post (source_chat, source_message) WHERE source_chat <> 0;
CREATE INDEX post_replied ON post (id) WHERE replies > 0;

-- The discussion groups of channels whose comments are archived.
CREATE TABLE discussion (
    channel INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,                    -- the group's
    whole   INTEGER NOT NULL                     -- whether the group can be walked; else its threads are read, post by post
) STRICT;

-- The posts of channels whose comments were read post by post.
CREATE TABLE thread_read (
    post    INTEGER PRIMARY KEY,                 -- the channel's
    replies INTEGER NOT NULL,                    -- how many the post had then; another number is read again
    last    INTEGER NOT NULL                     -- the number of the newest comment
) STRICT;

-- Posts of which Telegram gives more when it is asked: the whole of a rich message, an instant view, custom emoji. What it
-- has given is in the raw message.
CREATE TABLE post_more (
    post    INTEGER PRIMARY KEY,
    to_ask  INTEGER NOT NULL,                    -- whether it is still to be asked for
    kept    INTEGER NOT NULL,                    -- whether the raw message has something that was asked for
    refused INTEGER NOT NULL                     -- whether Telegram was asked and did not give it
) STRICT;

CREATE INDEX post_more_to_ask ON post_more (post) WHERE to_ask = 1;
CREATE INDEX post_more_refused ON post_more (post) WHERE refused = 1;

-- The custom emoji of a channel's texts and reactions, each kept once: among the files of one post.
CREATE TABLE custom_emoji (
    channel INTEGER NOT NULL,
    emoji   INTEGER NOT NULL,                    -- the id by which texts name it
    post    INTEGER NOT NULL,                    -- 0 when Telegram does not have it
    PRIMARY KEY (channel, emoji)
) STRICT, WITHOUT ROWID;

-- Posts of a kind that the TDLib of their walk did not know.
CREATE INDEX post_unsupported ON post (id) WHERE type = 'unsupported' AND deleted_at = 0;

-- A basic group that became a supergroup: the supergroup's row, whose name and folder hold for both. 0 for a chat of its own.
ALTER TABLE channel ADD COLUMN part_of INTEGER NOT NULL DEFAULT 0;

-- What else a channel says of itself, as seen. Whenever it says something else, another row follows; the last one is what
-- holds.
CREATE TABLE chat_profile (
    id          INTEGER PRIMARY KEY,
    channel     INTEGER NOT NULL,
    title       TEXT    NOT NULL,
    usernames   TEXT    NOT NULL,                -- the active ones, with blanks between
    description TEXT    NOT NULL,
    photo       TEXT    NOT NULL,                -- the unique id of its picture; empty for none
    linked_chat INTEGER NOT NULL,                -- the chat with its discussion, or the channel that it discusses; 0 for none
    pinned      TEXT    NOT NULL,                -- the posts' ids, newest first, with blanks between
    protected   INTEGER NOT NULL,                -- whether its posts may not be forwarded and saved
    members     INTEGER NOT NULL,                -- as last seen; it makes no new row
    since       INTEGER NOT NULL,                -- when it was first seen so
    seen_at     INTEGER NOT NULL                 -- when it was last seen so
) STRICT;

CREATE INDEX chat_profile_channel ON chat_profile (channel, id);

-- The pictures of channels: small files that no post holds.
CREATE TABLE chat_photo (
    id        INTEGER PRIMARY KEY,
    unique_id TEXT    NOT NULL UNIQUE,
    seen_at   INTEGER NOT NULL,
    body      BLOB    NOT NULL                   -- a JPEG
) STRICT;

-- The words of posts, each text as tokens that the program makes, with blanks between. It keeps no texts; the row of a post
-- without words is empty.
CREATE VIRTUAL TABLE post_text USING fts5 (
    text, file, people, content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- Merging less often makes recording faster; a search has some more segments to look into.
INSERT INTO post_text (post_text, rank) VALUES ('automerge', 16);
INSERT INTO post_text (post_text, rank) VALUES ('crisismerge', 64);

-- The channels with posts that were recorded before, and how far these are indexed.
CREATE TABLE unindexed (
    channel INTEGER PRIMARY KEY,
    last    INTEGER NOT NULL                     -- the post up to which it is done
) STRICT;

INSERT INTO unindexed SELECT id, (id << 32) - 1 FROM channel;

-- Posts that an export of Telegram Desktop has given, as it has them. Until Telegram gives such a post, its version is 0 and
-- it has no raw message, as those of early archives. What was imported stays afterwards.
CREATE TABLE imported_post (
    post        INTEGER PRIMARY KEY,
    imported_at INTEGER NOT NULL,
    body        BLOB    NOT NULL                 -- the message of result.json, compressed as raw messages are
) STRICT;
