-- Chats, whole: the topics of forums and what else there is to a chat besides its posts, as seen, with what it was before.

-- The topics of forums, as last seen. One that is deleted at Telegram stays.
CREATE TABLE topic (
    id         INTEGER PRIMARY KEY,              -- as a post's: the channel, and the topic's number, which is 1 for General
    name       TEXT    NOT NULL,
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

-- What they were called before, and the icons that they had.
CREATE TABLE topic_name (
    id    INTEGER PRIMARY KEY,
    topic INTEGER NOT NULL,
    until INTEGER NOT NULL,                      -- when another name or icon was first seen
    name  TEXT    NOT NULL,
    emoji INTEGER NOT NULL,
    color INTEGER NOT NULL
) STRICT;

CREATE INDEX topic_name_topic ON topic_name (topic, until);
