package dev.tgarchiver.download;

import dev.tgarchiver.tracker.PendingFile;

/** What a worker does next. */
sealed interface Task {

    /** To bring a file into the archive; the queue's until it is given back. */
    record Fetch(PendingFile file) implements Task {}

    /** To help with a file that another worker brings, for want of one of its own. */
    record Help(SplitDownload split) implements Task {}
}
