package dev.tgarchiver.progress;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.FileRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A worker's files in flight, and its speed. Not thread-safe; its owner locks. */
final class WorkerFiles {

    /** A file in flight. */
    static final class InFlight {
        private final FileRef file;
        private long bytes;
        private long lastByteNanos;

        private InFlight(FileRef file, long now) {
            this.file = file;
            lastByteNanos = now;
        }

        /** The announced size; 0 if unknown. */
        long size() {
            return file.size();
        }

        /** The received bytes. */
        long bytes() {
            return bytes;
        }
    }

    private final SpeedMeter speed = new SpeedMeter();

    /** By their ids, in the order of their start. */
    private final Map<Long, InFlight> files = new LinkedHashMap<>();

    Stream<InFlight> files() {
        return files.values().stream();
    }

    InFlight start(FileRef started, long now) {
        if (files.isEmpty()) {
            speed.start(now);
        }
        InFlight file = new InFlight(started, now);
        files.put(started.id(), file);
        return file;
    }

    void received(Event.FileProgress progress, long now) {
        InFlight file = files.get(progress.file().id());
        if (file == null) {
            file = start(progress.file(), now);
        }
        if (progress.more() > 0) {
            file.lastByteNanos = now;
            speed.add(now, progress.more());
        }
        file.bytes = progress.bytes();
    }

    /** Ends a file of this many bytes; returns how many of them no progress has reported. */
    long complete(FileRef done, long bytes, long now) {
        InFlight file = end(done);
        long missed = Math.max(0, bytes - (file == null ? 0 : file.bytes));
        if (missed > 0) {
            speed.add(now, missed);
        }
        return missed;
    }

    @Nullable
    InFlight end(FileRef file) {
        return files.remove(file.id());
    }

    void clear() {
        files.clear();
    }

    /** Of several files, the one that started first; the others have hardly started. */
    Optional<ProgressSnapshot.Current> current(long now) {
        return files.values().stream()
                .findFirst()
                .map(file -> new ProgressSnapshot.Current(
                        file.file.name(),
                        file.bytes,
                        file.file.size(),
                        speed.perSecond(now),
                        Duration.ofNanos(now - file.lastByteNanos)));
    }
}
