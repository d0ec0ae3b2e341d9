-- Selection: files that are known and not wanted, by a criterion of their channel's selection.

ALTER TABLE channel ADD COLUMN selection TEXT NOT NULL DEFAULT '';   -- what its posts were last judged by
ALTER TABLE post ADD COLUMN skip TEXT NOT NULL DEFAULT '';           -- the criterion that its file does not meet

-- Now with skip, so that a file's wanted posts are found in the index alone.
DROP INDEX post_file;
CREATE INDEX post_file ON post (file, skip) WHERE file IS NOT NULL;
