-- All names that a channel goes by; channels that are being forgotten; how many posts a run brought.

ALTER TABLE channel ADD COLUMN further_usernames TEXT NOT NULL DEFAULT '';   -- those after the first, with blanks between
ALTER TABLE channel ADD COLUMN forgetting TEXT NOT NULL DEFAULT '';          -- what becomes of its files: keep or delete
ALTER TABLE run ADD COLUMN posts INTEGER NOT NULL DEFAULT 0;                 -- recorded for the first time
