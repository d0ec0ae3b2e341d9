package dev.tgarchiver.app.stats;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.app.run.RunLines;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.FreeSpace;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FailedFile;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.post.Discussion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what the archive holds. Only reads, and may run beside a download. */
public final class StatsUseCase {

    private static final int FAILURES_SHOWN = 10;
    private static final String WITHOUT_FILE = "text";

    private final Configuration configuration;

    /** Counts what this configuration's archive holds. */
    public StatsUseCase(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Counts.
     *
     * @param channels as {@link ArchivedChannels#named} takes them
     * @param everyFailure whether all failed files are named, not only the first
     */
    public StatsResult run(List<String> channels, boolean everyFailure)
            throws InvalidRequest, StorageFailure, TrackerFailure {
        try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
            Stats all = tracker.stats();
            Stats stats = new Stats(named(tracker, all, channels), all.runs());
            StatsView view = new StatsView(
                    channels(tracker, stats),
                    counts(stats.total()),
                    changes(stats.changes()),
                    failed(tracker, stats, everyFailure ? Integer.MAX_VALUE : FAILURES_SHOWN),
                    stats.runs().stream()
                            .map(run -> RunLines.of(run, Time.SYSTEM.now()))
                            .toList(),
                    disk(all.total()),
                    configuration.download().retry().maxAttempts());
            return new StatsResult(
                    view,
                    channels(stats, FailureCause::canPass),
                    channels(stats, FailureCause.NO_ACCESS.key()::equals),
                    channels(stats, FailureCause.UNSAFE_PATH.key()::equals));
        }
    }

    private static List<Stats.OfChannel> named(TrackerReader tracker, Stats all, List<String> channels)
            throws TrackerFailure, InvalidRequest {
        Map<Long, Stats.OfChannel> byChat = all.channels().stream()
                .collect(Collectors.toMap(channel -> channel.channel().chatId(), channel -> channel));
        return ArchivedChannels.named(tracker, channels).stream()
                .flatMap(row -> Optional.ofNullable(byChat.get(row.chatId())).stream())
                .toList();
    }

    private static List<String> channels(Stats stats, Predicate<String> cause) {
        return stats.channels().stream()
                .filter(channel -> channel.total().failed().entrySet().stream()
                        .anyMatch(failed ->
                                cause.test(failed.getKey()) && failed.getValue().files() > 0))
                .map(channel -> ArchivedChannels.name(channel.channel()))
                .toList();
    }

    private StatsView.Disk disk(Stats.Totals total) throws StorageFailure {
        return new StatsView.Disk(
                total.done().bytes() - total.deduplicatedBytes(),
                size(configuration.home().cache()),
                configuration.home().tracker().toFile().length(),
                FreeSpace.usable(configuration.download().outputDir()));
    }

    static List<StatsView.ChannelStats> channels(TrackerReader tracker, Stats stats) throws TrackerFailure {
        List<StatsView.ChannelStats> channels = new ArrayList<>();
        for (Stats.OfChannel channel : stats.channels()) {
            List<StatsView.IdRange> notWalked =
                    hasAllComments(tracker, channel.channel()) ? List.of() : notWalked(channel);
            channels.add(channel(channel, notWalked, ChannelProfile.of(tracker, channel.channel())));
        }
        return channels;
    }

    /** Whether it is a group of which only the comments of a channel's posts can be read, and all known ones are. */
    private static boolean hasAllComments(TrackerReader tracker, ChannelRow group) throws TrackerFailure {
        for (Discussion discussion : tracker.discussions()) {
            if (discussion.group() == group.chatId() && !discussion.whole()) {
                return tracker.threadsToRead(discussion.channel()) == 0;
            }
        }
        return false;
    }

    private static StatsView.ChannelStats channel(
            Stats.OfChannel channel, List<StatsView.IdRange> notWalked, Optional<StatsView.Profile> profile) {
        Stats.Totals total = channel.total();
        return new StatsView.ChannelStats(
                channel.channel().chatId(),
                channel.channel().channel().label(),
                channel.first().map(Stats.Mark::date),
                channel.last().map(Stats.Mark::date),
                notWalked,
                counts(total),
                channel.kinds().stream().map(StatsUseCase::kind).toList(),
                byReason(total.failed()),
                byReason(total.skipped()),
                changes(channel.changes()),
                byReason(channel.leftOut()),
                profile,
                ChannelProfile.formerly(channel.channel()),
                channel.channel().earlierChats());
    }

    private static StatsView.Changes changes(Stats.Changes changes) {
        return new StatsView.Changes(
                changes.edited(),
                changes.deleted(),
                changes.toRead(),
                changes.toComplete(),
                changes.refused(),
                changes.unsupported());
    }

    /**
     * The ids that no walk has requested, up to the newest post that Telegram is known to have; of what the channel
     * continues, those that it has there.
     */
    private static List<StatsView.IdRange> notWalked(Stats.OfChannel channel) {
        List<StatsView.IdRange> ranges = new ArrayList<>(notWalked(channel.channel(), channel.last()));
        for (ChannelRow earlier : channel.earlier()) {
            ranges.addAll(notWalked(earlier, channel.last()));
        }
        return ranges;
    }

    private static List<StatsView.IdRange> notWalked(ChannelRow channel, Optional<Stats.Mark> last) {
        if (channel.walked().isEmpty()) {
            return List.of(new StatsView.IdRange(1, OptionalLong.empty()));
        }
        long newest = last.map(Stats.Mark::id)
                .filter(id -> id.chatId() == channel.chatId())
                .map(PostId::messageId)
                .orElse(0L);
        return channel.walked().gaps(1, Math.max(newest, channel.newest())).stream()
                .map(gap -> new StatsView.IdRange(gap.first(), OptionalLong.of(gap.last())))
                .toList();
    }

    private static StatsView.KindStats kind(Stats.OfKind kind) {
        return new StatsView.KindStats(
                kind.kind().map(media -> media.key()).orElse(WITHOUT_FILE), counts(kind.totals()));
    }

    private static StatsView.Counts counts(Stats.Totals totals) {
        return new StatsView.Counts(
                totals.posts(),
                files(totals.done()),
                files(totals.pending()),
                sum(totals.failed()),
                sum(totals.skipped()),
                files(totals.removed()),
                totals.deduplicatedBytes());
    }

    private static StatsView.Files files(FileTotals amount) {
        return new StatsView.Files(amount.files(), amount.bytes());
    }

    private static StatsView.Files sum(Map<String, FileTotals> byCause) {
        return files(byCause.values().stream().reduce(FileTotals.NONE, FileTotals::plus));
    }

    private static Map<String, StatsView.Files> byReason(Map<String, FileTotals> byCause) {
        Map<String, StatsView.Files> byReason = new TreeMap<>();
        byCause.forEach((cause, amount) -> byReason.put(cause, files(amount)));
        return byReason;
    }

    private static List<StatsView.FailedLine> failed(TrackerReader tracker, Stats stats, int limit)
            throws TrackerFailure {
        Map<Long, String> labels = new LinkedHashMap<>();
        for (Stats.OfChannel channel : stats.channels()) {
            String label = channel.channel().channel().label();
            channel.channel().chats().forEach(chatId -> labels.put(chatId, label));
        }
        return tracker.failed(labels.keySet(), limit).stream()
                .map(file -> failed(file, labels.getOrDefault(file.origin().chatId(), "")))
                .toList();
    }

    private static StatsView.FailedLine failed(FailedFile file, String label) {
        String name = file.media().fileName();
        return new StatsView.FailedLine(
                label,
                file.origin().chatId(),
                file.origin().messageId(),
                file.media().kind().key(),
                name.isEmpty() ? file.media().kind().key() : name,
                file.media().size(),
                file.cause(),
                file.reason(),
                file.retryAt());
    }

    private static long size(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.map(Path::toFile)
                    .filter(file -> file.isFile())
                    .mapToLong(file -> file.length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            // Files appear and disappear while a download runs.
            return 0;
        }
    }
}
