-- What keeps the derived tables, created anew whenever the tables change. A file is pending in those channels only that have
-- a post of it that wants it.

DROP VIEW IF EXISTS file_post;
DROP VIEW IF EXISTS comment;
DROP TRIGGER IF EXISTS attachment_added;
DROP TRIGGER IF EXISTS attachment_judged;
DROP TRIGGER IF EXISTS attachment_removed;
DROP TRIGGER IF EXISTS post_added;
DROP TRIGGER IF EXISTS post_changed;
DROP TRIGGER IF EXISTS post_judged;
DROP TRIGGER IF EXISTS post_removed;
DROP TRIGGER IF EXISTS file_added;
DROP TRIGGER IF EXISTS file_changed;
DROP TRIGGER IF EXISTS file_removed;

-- Which posts hold a file: as the one that makes them a photo or a song, or as another one. What skip says is why the
-- post does not want it.
CREATE VIEW file_post (file, post, skip) AS
    SELECT file, id, skip FROM post WHERE file IS NOT NULL
    UNION ALL
    SELECT file, post, skip FROM attachment;

-- The comments of a channel's posts: both are ids of posts. Whichever of them is given, an index leads to the other.
CREATE VIEW comment (post, comment) AS
    SELECT s.id, p.id
    FROM post s
    JOIN channel c ON c.id = s.channel
    JOIN post r ON r.source_chat = c.chat_id AND r.source_message = s.message AND s.id = (c.id << 32) + r.source_message
    JOIN post p ON p.channel = r.channel AND p.thread = r.message AND r.id = (p.channel << 32) + p.thread
    WHERE r.source_chat <> 0 AND p.thread > 0 AND p.id <> r.id;

CREATE TRIGGER post_added AFTER INSERT ON post BEGIN
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT NEW.id >> 32, coalesce(f.kind, ''), 1, iif(f.state = 'done' AND f.origin <> NEW.id, f.size, 0)
        FROM (SELECT 1) LEFT JOIN file f ON f.id = NEW.file
        WHERE true
        ON CONFLICT DO UPDATE SET posts = posts + excluded.posts, saved_bytes = saved_bytes + excluded.saved_bytes;
    INSERT OR IGNORE INTO pending (channel, size, date, file, due, home)
        SELECT NEW.id >> 32, size, date, id, due, origin >> 32
        FROM file
        WHERE id = NEW.file AND state = 'pending' AND NEW.skip = '';
END;

CREATE TRIGGER post_changed AFTER UPDATE OF file ON post WHEN OLD.file IS NOT NEW.file BEGIN
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT OLD.id >> 32, coalesce(f.kind, ''), -1, -iif(f.state = 'done' AND f.origin <> OLD.id, f.size, 0)
        FROM (SELECT 1) LEFT JOIN file f ON f.id = OLD.file
        WHERE true
        ON CONFLICT DO UPDATE SET posts = posts + excluded.posts, saved_bytes = saved_bytes + excluded.saved_bytes;
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT NEW.id >> 32, coalesce(f.kind, ''), 1, iif(f.state = 'done' AND f.origin <> NEW.id, f.size, 0)
        FROM (SELECT 1) LEFT JOIN file f ON f.id = NEW.file
        WHERE true
        ON CONFLICT DO UPDATE SET posts = posts + excluded.posts, saved_bytes = saved_bytes + excluded.saved_bytes;
    DELETE FROM pending
        WHERE channel = OLD.id >> 32
            AND (size, date, file) IN (SELECT size, date, id FROM file WHERE id = OLD.file)
            AND NOT EXISTS (SELECT 1 FROM file_post h WHERE h.file = OLD.file AND h.skip = '' AND h.post >> 32 = OLD.id >> 32);
    INSERT OR IGNORE INTO pending (channel, size, date, file, due, home)
        SELECT NEW.id >> 32, size, date, id, due, origin >> 32
        FROM file
        WHERE id = NEW.file AND state = 'pending' AND NEW.skip = '';
END;

CREATE TRIGGER post_judged AFTER UPDATE OF skip ON post WHEN OLD.skip <> NEW.skip BEGIN
    DELETE FROM pending
        WHERE channel = NEW.id >> 32
            AND (size, date, file) IN (SELECT size, date, id FROM file WHERE id = NEW.file)
            AND NOT EXISTS (SELECT 1 FROM file_post h WHERE h.file = NEW.file AND h.skip = '' AND h.post >> 32 = NEW.id >> 32);
    INSERT OR IGNORE INTO pending (channel, size, date, file, due, home)
        SELECT NEW.id >> 32, size, date, id, due, origin >> 32
        FROM file
        WHERE id = NEW.file AND state = 'pending' AND NEW.skip = '';
END;

CREATE TRIGGER post_removed AFTER DELETE ON post BEGIN
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT OLD.id >> 32, coalesce(f.kind, ''), -1, -iif(f.state = 'done' AND f.origin <> OLD.id, f.size, 0)
        FROM (SELECT 1) LEFT JOIN file f ON f.id = OLD.file
        WHERE true
        ON CONFLICT DO UPDATE SET posts = posts + excluded.posts, saved_bytes = saved_bytes + excluded.saved_bytes;
    DELETE FROM pending
        WHERE channel = OLD.id >> 32
            AND (size, date, file) IN (SELECT size, date, id FROM file WHERE id = OLD.file)
            AND NOT EXISTS (SELECT 1 FROM file_post h WHERE h.file = OLD.file AND h.skip = '' AND h.post >> 32 = OLD.id >> 32);
    DELETE FROM attachment WHERE post = OLD.id;
    DELETE FROM post_raw WHERE id = OLD.id;
    DELETE FROM post_more WHERE post = OLD.id;
    DELETE FROM post_version WHERE post = OLD.id;
    DELETE FROM thread_read WHERE post = OLD.id;
    DELETE FROM imported_post WHERE post = OLD.id;
    DELETE FROM post_text WHERE rowid = OLD.id;
END;

CREATE TRIGGER attachment_added AFTER INSERT ON attachment BEGIN
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT NEW.post >> 32, f.kind, 0, f.size
        FROM file f
        WHERE f.id = NEW.file AND f.state = 'done' AND f.origin <> NEW.post
        ON CONFLICT DO UPDATE SET saved_bytes = saved_bytes + excluded.saved_bytes;
    INSERT OR IGNORE INTO pending (channel, size, date, file, due, home)
        SELECT NEW.post >> 32, size, date, id, due, origin >> 32
        FROM file
        WHERE id = NEW.file AND state = 'pending' AND NEW.skip = '';
END;

CREATE TRIGGER attachment_judged AFTER UPDATE OF skip ON attachment WHEN OLD.skip <> NEW.skip BEGIN
    DELETE FROM pending
        WHERE channel = NEW.post >> 32
            AND (size, date, file) IN (SELECT size, date, id FROM file WHERE id = NEW.file)
            AND NOT EXISTS (SELECT 1 FROM file_post h WHERE h.file = NEW.file AND h.skip = '' AND h.post >> 32 = NEW.post >> 32);
    INSERT OR IGNORE INTO pending (channel, size, date, file, due, home)
        SELECT NEW.post >> 32, size, date, id, due, origin >> 32
        FROM file
        WHERE id = NEW.file AND state = 'pending' AND NEW.skip = '';
END;

CREATE TRIGGER attachment_removed AFTER DELETE ON attachment BEGIN
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT OLD.post >> 32, f.kind, 0, -f.size
        FROM file f
        WHERE f.id = OLD.file AND f.state = 'done' AND f.origin <> OLD.post
        ON CONFLICT DO UPDATE SET saved_bytes = saved_bytes + excluded.saved_bytes;
    DELETE FROM pending
        WHERE channel = OLD.post >> 32
            AND (size, date, file) IN (SELECT size, date, id FROM file WHERE id = OLD.file)
            AND NOT EXISTS (SELECT 1 FROM file_post h WHERE h.file = OLD.file AND h.skip = '' AND h.post >> 32 = OLD.post >> 32);
END;

CREATE TRIGGER file_added AFTER INSERT ON file BEGIN
    INSERT INTO file_tally (channel, kind, state, cause, files, bytes)
        VALUES (NEW.origin >> 32, NEW.kind, NEW.state, NEW.cause, 1, NEW.size)
        ON CONFLICT DO UPDATE SET files = files + excluded.files, bytes = bytes + excluded.bytes;
END;

CREATE TRIGGER file_changed AFTER UPDATE OF origin, date, size, state, due, cause, linked ON file BEGIN
    INSERT INTO file_tally (channel, kind, state, cause, files, bytes)
        VALUES (OLD.origin >> 32, OLD.kind, OLD.state, OLD.cause, -1, -OLD.size)
        ON CONFLICT DO UPDATE SET files = files + excluded.files, bytes = bytes + excluded.bytes;
    INSERT INTO file_tally (channel, kind, state, cause, files, bytes)
        VALUES (NEW.origin >> 32, NEW.kind, NEW.state, NEW.cause, 1, NEW.size)
        ON CONFLICT DO UPDATE SET files = files + excluded.files, bytes = bytes + excluded.bytes;
    DELETE FROM pending
        WHERE channel IN (SELECT h.post >> 32 FROM file_post h WHERE h.file = OLD.id)
            AND size = OLD.size AND date = OLD.date AND file = OLD.id;
    INSERT OR IGNORE INTO pending (channel, size, date, file, due, home)
        SELECT h.post >> 32, NEW.size, NEW.date, NEW.id, NEW.due, NEW.origin >> 32
        FROM file_post h
        WHERE h.file = NEW.id AND h.skip = '' AND NEW.state = 'pending';
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT h.post >> 32, NEW.kind, 0, sum(
            iif(NEW.state = 'done' AND h.post <> NEW.origin, NEW.size, 0)
            - iif(OLD.state = 'done' AND h.post <> OLD.origin, OLD.size, 0))
        FROM file_post h
        WHERE h.file = NEW.id
        GROUP BY h.post >> 32
        ON CONFLICT DO UPDATE SET saved_bytes = saved_bytes + excluded.saved_bytes;
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT OLD.origin >> 32, OLD.kind, 0, -OLD.size WHERE OLD.linked
        ON CONFLICT DO UPDATE SET saved_bytes = saved_bytes + excluded.saved_bytes;
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT NEW.origin >> 32, NEW.kind, 0, NEW.size WHERE NEW.linked
        ON CONFLICT DO UPDATE SET saved_bytes = saved_bytes + excluded.saved_bytes;
END;

-- Of a file that no post holds, so that it is pending in no channel.
CREATE TRIGGER file_removed AFTER DELETE ON file BEGIN
    INSERT INTO file_tally (channel, kind, state, cause, files, bytes)
        VALUES (OLD.origin >> 32, OLD.kind, OLD.state, OLD.cause, -1, -OLD.size)
        ON CONFLICT DO UPDATE SET files = files + excluded.files, bytes = bytes + excluded.bytes;
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT OLD.origin >> 32, OLD.kind, 0, -OLD.size WHERE OLD.linked
        ON CONFLICT DO UPDATE SET saved_bytes = saved_bytes + excluded.saved_bytes;
END;
