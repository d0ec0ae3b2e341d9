package dev.tgarchiver.archive;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a run does, from its events. Safe for any thread. */
final class RunCount implements EventListener {

    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder failed = new LongAdder();

    @Override
    public void on(Event event) {
        if (event instanceof Event.FileDone done) {
            files.increment();
            bytes.add(done.bytes());
        } else if (event instanceof Event.FileFailed) {
            failed.increment();
        }
    }

    long files() {
        return files.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    long failed() {
        return failed.sum();
    }

    ArchiveRun.Done done() {
        return new ArchiveRun.Done(files(), bytes(), failed());
    }
}
