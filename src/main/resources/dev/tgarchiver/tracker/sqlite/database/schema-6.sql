-- Pending files are claimed by the run that fetches them, until it finishes or gives them back, or its lease ends.

CREATE TABLE claim (
    file  INTEGER PRIMARY KEY REFERENCES file (id) ON DELETE CASCADE,
    run   INTEGER NOT NULL,
    until INTEGER NOT NULL                       -- from then on any run may claim the file
) STRICT;

CREATE INDEX claim_run ON claim (run);
