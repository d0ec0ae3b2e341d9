package dev.tgarchiver.download.queue;

import dev.tgarchiver.tracker.file.PendingFile;

/** What a worker does next. */
public sealed interface Task {

    /** Downloads a file, which belongs to the worker until it is finished or given back. */
    record Fetch(PendingFile file) implements Task {}

    /** Helps another worker with its file because there is nothing else to fetch. */
    record Help() implements Task {}
}
