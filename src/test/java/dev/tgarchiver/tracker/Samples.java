package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Channels, posts and files to record in tests. */
public final class Samples {

    public static final long NEWS = -1001234567890L;
    public static final long MUSIC = -1009876543210L;
    public static final List<Long> BOTH = List.of(NEWS, MUSIC);
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final IdRange CURSOR = new IdRange(1, 1000);

    private static final Instant FIRST_POST = Instant.parse("2020-01-01T00:00:00Z");

    private Samples() {}

    public static Channel channel(long chatId) {
        return new Channel(chatId, "Channel " + chatId, Optional.empty(), Channel.Type.CHANNEL);
    }

    public static ChannelRow remember(Tracker tracker, long chatId) throws TrackerFailure {
        return tracker.remember(channel(chatId), taken -> "channel " + chatId);
    }

    public static Instant dateOf(long messageId) {
        return FIRST_POST.plusSeconds(messageId * 60);
    }

    public static Media media(String uniqueId, long size) {
        return new Media(
                MediaKind.AUDIO, uniqueId, size, uniqueId + ".mp3", "audio/mpeg", "Someone", "Song", 180, 0, 0);
    }

    public static Post text(long chatId, long messageId, String text) {
        return post(chatId, messageId, text, Optional.empty(), Optional.empty());
    }

    public static Post with(long chatId, long messageId, Media media) {
        return post(chatId, messageId, "", Optional.empty(), Optional.of(media));
    }

    public static Post edited(Post post, Instant editDate, Optional<Media> media) {
        return post(post.id().chatId(), post.id().messageId(), "edited", Optional.of(editDate), media);
    }

    public static Post post(
            long chatId, long messageId, String text, Optional<Instant> editDate, Optional<Media> media) {
        return new Post(
                new PostId(chatId, messageId),
                dateOf(messageId),
                editDate,
                media.map(m -> m.kind().key()).orElse("text"),
                text,
                "",
                0,
                10,
                2,
                0,
                "",
                media);
    }

    /** What a worker stores, with bytes that are told apart by a number. */
    public static Stored stored(String path, long size, int bytes) {
        return new Stored(RelativePath.parse(path), size, sha256(bytes), false);
    }

    public static String sha256(int bytes) {
        return String.format(Locale.ROOT, "%064x", bytes);
    }

    /** The one file of the channels that is pending. */
    public static PendingFile onlyPending(TrackerReader tracker, Long... chatIds) throws TrackerFailure {
        List<PendingFile> pending = tracker.pending(List.of(chatIds), 10, NOW);
        if (pending.size() != 1) {
            throw new AssertionError("pending: " + pending);
        }
        return pending.get(0);
    }

    private static void claim(Tracker tracker, long file, Instant now) throws TrackerFailure {
        Set<Long> unused = tracker.claim(List.of(file), now, now.plus(Duration.ofHours(1)));
    }

    /** Claims the file and marks it as done. */
    public static boolean done(Tracker tracker, long file, Stored stored, Instant at, String worker)
            throws TrackerFailure {
        claim(tracker, file, at);
        return tracker.done(file, stored, at, worker);
    }

    /** Claims the file and counts a failed attempt. */
    public static boolean retryLater(Tracker tracker, long file, String reason, Instant next) throws TrackerFailure {
        claim(tracker, file, NOW);
        return tracker.retryLater(file, reason, next);
    }

    /** Claims the file and postpones it. */
    public static boolean postpone(Tracker tracker, long file, Instant next) throws TrackerFailure {
        claim(tracker, file, NOW);
        return tracker.postpone(file, next);
    }

    /** Claims the file and marks it as failed. */
    public static boolean fail(Tracker tracker, long file, String cause, String reason, Instant at)
            throws TrackerFailure {
        claim(tracker, file, at);
        return tracker.fail(file, cause, reason, at);
    }
}
