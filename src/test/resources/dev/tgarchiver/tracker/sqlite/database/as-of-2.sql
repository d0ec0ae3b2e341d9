-- Selection: files that are known and not wanted, by a criterion of their channel's selection.

ALTER TABLE channel ADD COLUMN selection TEXT NOT NULL DEFAULT '';   -- what its posts were last judged by
ALTER TABLE post ADD COLUMN skip TEXT NOT NULL DEFAULT '';           -- the criterion that its file does not meet

-- Now with skip, so that a file's wanted posts are found in the index alone.
DROP INDEX post_file;
CREATE INDEX post_file ON post (file, skip) WHERE file IS NOT NULL;

-- A file is pending in those channels only that have a post of it that wants it.
DROP TRIGGER post_added;
DROP TRIGGER post_changed;
DROP TRIGGER file_changed;

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
            AND NOT EXISTS (SELECT 1 FROM post WHERE file = OLD.file AND skip = '' AND id >> 32 = OLD.id >> 32);
    INSERT OR IGNORE INTO pending (channel, size, date, file, due, home)
        SELECT NEW.id >> 32, size, date, id, due, origin >> 32
        FROM file
        WHERE id = NEW.file AND state = 'pending' AND NEW.skip = '';
END;

CREATE TRIGGER post_judged AFTER UPDATE OF skip ON post WHEN OLD.skip <> NEW.skip BEGIN
    DELETE FROM pending
        WHERE channel = NEW.id >> 32
            AND (size, date, file) IN (SELECT size, date, id FROM file WHERE id = NEW.file)
            AND NOT EXISTS (SELECT 1 FROM post WHERE file = NEW.file AND skip = '' AND id >> 32 = NEW.id >> 32);
    INSERT OR IGNORE INTO pending (channel, size, date, file, due, home)
        SELECT NEW.id >> 32, size, date, id, due, origin >> 32
        FROM file
        WHERE id = NEW.file AND state = 'pending' AND NEW.skip = '';
END;

CREATE TRIGGER file_changed AFTER UPDATE OF origin, date, size, state, due, cause, linked ON file BEGIN
    INSERT INTO file_tally (channel, kind, state, cause, files, bytes)
        VALUES (OLD.origin >> 32, OLD.kind, OLD.state, OLD.cause, -1, -OLD.size)
        ON CONFLICT DO UPDATE SET files = files + excluded.files, bytes = bytes + excluded.bytes;
    INSERT INTO file_tally (channel, kind, state, cause, files, bytes)
        VALUES (NEW.origin >> 32, NEW.kind, NEW.state, NEW.cause, 1, NEW.size)
        ON CONFLICT DO UPDATE SET files = files + excluded.files, bytes = bytes + excluded.bytes;
    DELETE FROM pending
        WHERE channel IN (SELECT id >> 32 FROM post WHERE file = OLD.id)
            AND size = OLD.size AND date = OLD.date AND file = OLD.id;
    INSERT OR IGNORE INTO pending (channel, size, date, file, due, home)
        SELECT id >> 32, NEW.size, NEW.date, NEW.id, NEW.due, NEW.origin >> 32
        FROM post
        WHERE file = NEW.id AND skip = '' AND NEW.state = 'pending';
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT id >> 32, NEW.kind, 0, sum(
            iif(NEW.state = 'done' AND id <> NEW.origin, NEW.size, 0)
            - iif(OLD.state = 'done' AND id <> OLD.origin, OLD.size, 0))
        FROM post
        WHERE file = NEW.id
        GROUP BY id >> 32
        ON CONFLICT DO UPDATE SET saved_bytes = saved_bytes + excluded.saved_bytes;
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT OLD.origin >> 32, OLD.kind, 0, -OLD.size WHERE OLD.linked
        ON CONFLICT DO UPDATE SET saved_bytes = saved_bytes + excluded.saved_bytes;
    INSERT INTO post_tally (channel, kind, posts, saved_bytes)
        SELECT NEW.origin >> 32, NEW.kind, 0, NEW.size WHERE NEW.linked
        ON CONFLICT DO UPDATE SET saved_bytes = saved_bytes + excluded.saved_bytes;
END;
