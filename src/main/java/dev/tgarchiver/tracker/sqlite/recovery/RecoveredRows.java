package dev.tgarchiver.tracker.sqlite.recovery;

import java.util.OptionalLong;

/** The content of the new tracker, and what the damaged one had in addition. */
record RecoveredRows(
        long channels,
        long posts,
        long files,
        long runs,
        OptionalLong lostPosts,
        OptionalLong lostFiles,
        boolean walkAgain) {}
