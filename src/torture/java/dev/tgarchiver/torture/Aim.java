package dev.tgarchiver.torture;

/** What a kill waits for. Each comes from outside the program: from the server's side, or from its folders. */
enum Aim {
    /** A page of the history is asked for. */
    PAGE_ASKED_FOR(2),
    /** A part of a file is asked for. */
    PART_ASKED_FOR(150),
    /** A temporary file appears beside the place that its file is to have. */
    TEMPORARY_FILE(20),
    /** A file has got its name, and the tracker is locked by another process, so that its row cannot come. */
    ROW_HELD_BACK(15),
    /** A file has got its name; its row comes next. */
    FILE_NAMED(20),
    /** The tracker's log grows: a transaction is being written. */
    TRACKER_WRITTEN(60),
    /** A random moment, the start and the end of the program included. */
    ANY_TIME(1);

    /** When all of a usual channel's files are to come. */
    private static final int USUAL_FILES = 300;

    private final int most;

    Aim(int most) {
        this.most = most;
    }

    /** How often it may happen in a round before the kill comes, when so many files are to come yet. */
    int most(int files) {
        // Far fewer than there are: the program does more than one file while the kill is on its way.
        return Math.max(1, Math.min(most, most * files * 2 / USUAL_FILES));
    }

    /** What is watched for. */
    Aim event() {
        return this == ROW_HELD_BACK ? FILE_NAMED : this;
    }
}
