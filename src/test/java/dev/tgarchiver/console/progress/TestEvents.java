package dev.tgarchiver.console.progress;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.FileRef;
import dev.tgarchiver.event.Event.RunFinished.Kept;
import dev.tgarchiver.event.Retries;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events to show. */
public final class TestEvents {

    public static final Channel CHANNEL = new Channel(-1001L, "A title", Optional.of("example"), Channel.Type.CHANNEL);
    public static final Instant DAY = Instant.parse("2021-03-04T05:06:07.008Z");

    private TestEvents() {}

    public static FileRef file(long id, long size, String name) {
        return new FileRef(id, new PostId(-1001, 100 + id), MediaKind.AUDIO, size, name);
    }

    public static Event.RunStarted started(int workers, long files, long bytes) {
        return started(workers, files, bytes, Event.Limit.NONE);
    }

    public static Event.RunStarted started(int workers, long files, long bytes, Event.Limit limit) {
        return new Event.RunStarted(7, List.of("@example"), workers, files, bytes, limit);
    }

    public static Event.FileDone done(String worker, FileRef file) {
        return new Event.FileDone(worker, file, "a/" + file.id(), file.size(), Duration.ofSeconds(1));
    }

    public static Event.RunFinished finished(Outcome outcome, long files, long bytes, long failed, long pending) {
        return new Event.RunFinished(
                outcome,
                0,
                files,
                bytes,
                failed,
                0,
                pending,
                Optional.empty(),
                Duration.ofSeconds(41),
                Retries.NONE,
                Kept.NONE,
                Optional.empty());
    }

    /** A run after which later ones try files again. */
    public static Event.RunFinished finished(Outcome outcome, long files, long failed, Retries retries) {
        return new Event.RunFinished(
                outcome,
                0,
                files,
                files * 5,
                failed,
                0,
                0,
                Optional.empty(),
                Duration.ofSeconds(41),
                retries,
                Kept.NONE,
                Optional.empty());
    }

    public static Event.FileFailed failed(String worker, FileRef file, String reason) {
        return new Event.FileFailed(worker, file, FailureCause.ATTEMPTS, reason);
    }

    public static Event.Notice warning(String text) {
        return new Event.Notice(Event.Notice.Level.WARNING, text);
    }

    public static Event.Notice info(String text) {
        return new Event.Notice(Event.Notice.Level.INFO, text);
    }
}
