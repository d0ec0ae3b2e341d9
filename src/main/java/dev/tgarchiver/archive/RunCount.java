package dev.tgarchiver.archive;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a run does, from its events. Safe for any thread. */
final class RunCount implements EventListener {

    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** Received bytes of incomplete files. */
    private final Map<Long, Long> unfinished = new ConcurrentHashMap<>();

    @Override
    public void on(Event event) {
        if (event instanceof Event.FileDone done) {
            files.increment();
            bytes.add(done.bytes());
            unfinished.remove(done.file().id());
        } else if (event instanceof Event.FileFailed failure) {
            failed.increment();
            unfinished.remove(failure.file().id());
        } else if (event instanceof Event.FileReplaced replaced) {
            unfinished.remove(replaced.file().id());
        } else if (event instanceof Event.FileProgress progress) {
            unfinished.put(progress.file().id(), progress.bytes());
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

    /** How many files this run started and did not complete. */
    long unfinishedFiles() {
        return unfinished.values().stream().filter(bytes -> bytes > 0).count();
    }

    /** Received bytes of these files, in this run or earlier ones. */
    long unfinishedBytes() {
        return unfinished.values().stream().mapToLong(Long::longValue).sum();
    }

    ArchiveRun.Done done() {
        return new ArchiveRun.Done(files(), bytes(), failed());
    }
}
