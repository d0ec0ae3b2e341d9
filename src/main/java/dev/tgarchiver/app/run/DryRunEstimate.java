package dev.tgarchiver.app.run;

import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.download.queue.PostPrefetcher;
import dev.tgarchiver.model.Criterion;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.file.Retryable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Estimates what the next run over some channels has to do, and how long that may take. */
public final class DryRunEstimate {

    /** A home connection's order of magnitude, until a run has measured the real one. */
    private static final double GUESSED_BYTES_PER_SECOND = 5_000_000;

    private static final Instant END_OF_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

    private DryRunEstimate() {}

    /**
     * Estimates.
     *
     * @param chatIds the channels whose pending files count
     * @param posts posts of other channels whose pending files count
     */
    public static DryRunView of(
            TrackerReader tracker, List<Long> chatIds, List<PostId> posts, Configuration configuration)
            throws TrackerFailure {
        Stats stats = tracker.stats();
        Stats.Totals totals = stats.channels().stream()
                .filter(channel -> chatIds.contains(channel.channel().chatId()))
                .map(Stats.OfChannel::total)
                .reduce(Stats.Totals.NONE, Stats.Totals::plus);
        List<DryRunView.Part> kinds = new ArrayList<>();
        Map<MediaKind, FileTotals> pending = new EnumMap<>(MediaKind.class);
        pending.putAll(tracker.pendingKinds(chatIds));
        for (PendingFile file : tracker.pendingOf(tracker.filesOf(posts), Integer.MAX_VALUE, END_OF_TIME)) {
            pending.merge(file.media().kind(), new FileTotals(1, file.media().size()), FileTotals::plus);
        }
        pending.forEach((kind, amount) -> kinds.add(new DryRunView.Part(kind.key(), amount.files(), amount.bytes())));
        List<DryRunView.Part> skipped = new ArrayList<>();
        totals.skipped().forEach((cause, amount) -> {
            if (Criterion.of(cause).isPresent() && amount.files() > 0) {
                skipped.add(new DryRunView.Part(cause, amount.files(), amount.bytes()));
            }
        });
        // Files are looked up before TDLib fetches their parts, which it paces itself.
        long calls = kinds.stream()
                .mapToLong(kind -> PostPrefetcher.calls(kind.files(), kind.bytes()))
                .sum();
        long bytes = kinds.stream().mapToLong(DryRunView.Part::bytes).sum();
        Configuration.RateLimit rate = configuration.download().rateLimit();
        double measured = speed(stats.runs());
        double speed = measured > 0 ? measured : GUESSED_BYTES_PER_SECOND;
        return new DryRunView(
                totals.posts() + posts.size(),
                configuration.refresh().backfill() ? toRead(stats, chatIds) : 0,
                kinds,
                skipped,
                calls,
                seconds(Math.max(0, calls - rate.burstSize()) / rate.requestsPerSecond()),
                speed,
                measured > 0,
                seconds(bytes / speed),
                tracker.retryable(chatIds, Instant.MAX).stream()
                        .mapToLong(Retryable::files)
                        .sum(),
                configuration.download().maxFilesPerRun());
    }

    private static long toRead(Stats stats, List<Long> chatIds) {
        return stats.channels().stream()
                .filter(channel -> chatIds.contains(channel.channel().chatId()))
                .mapToLong(channel -> channel.changes().toRead())
                .sum();
    }

    /** Of the last runs that downloaded bytes; 0 without one. */
    private static double speed(List<Run> runs) {
        double bytes = 0;
        double seconds = 0;
        for (Run run : runs) {
            if (run.bytes() > 0 && run.endedAt().isPresent()) {
                bytes += run.bytes();
                seconds +=
                        Duration.between(run.startedAt(), run.endedAt().get()).toMillis() / 1000.0;
            }
        }
        return seconds > 0 ? bytes / seconds : 0;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
