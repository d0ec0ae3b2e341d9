package dev.tgarchiver.cli;

import dev.tgarchiver.app.ArchivedChannels;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.report.StatsReport;
import dev.tgarchiver.report.StatsView;
import dev.tgarchiver.storage.FreeSpace;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.FailedFile;
import dev.tgarchiver.tracker.FileTotals;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "stats",
        description = {
            "Show what the archive holds and what is missing. Also while a download runs.",
            "",
            "Without a CHANNEL, one line for each channel in the archive, the last runs, and the disk.",
            ""
        })
final class StatsCommand extends Subcommand {

    private static final int FAILURES_SHOWN = 10;
    private static final String WITHOUT_FILE = "text";

    @Parameters(paramLabel = "CHANNEL", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Option(names = "--kinds", description = "Also break each channel down by kind: audio, photo, text ...")
    private boolean kinds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--failures", description = "List every failed file, not only the first ten.")
    private boolean failures;

    @Override
    boolean json() {
        return json;
    }

    @Override
    boolean opensLog() {
        return false;
    }

    @Override
    ExitCode run(Console console, Configuration configuration) throws InvalidRequest, StorageFailure, TrackerFailure {
        StatsView view;
        List<String> advice;
        Path file = configuration.home().tracker();
        try (TrackerReader tracker = SqliteTracker.openReadOnly(file)) {
            Stats all = tracker.stats();
            Stats stats = new Stats(named(tracker, all), all.runs());
            view = new StatsView(
                    stats.channels().stream().map(StatsCommand::channel).toList(),
                    counts(stats.total()),
                    failed(tracker, stats),
                    stats.runs().stream()
                            .map(run -> RunLines.of(run, Time.SYSTEM.now()))
                            .toList(),
                    disk(all.total(), configuration, file),
                    configuration.download().retry().maxAttempts());
            advice = advice(stats);
        }
        if (json) {
            StatsReport.printJson(console, view);
        } else {
            List<String> everyFailure = new ArrayList<>(channels);
            everyFailure.add("--failures");
            StatsReport.Extent extent = new StatsReport.Extent(kinds, channels.isEmpty());
            StatsReport.print(console, view, extent, with("stats", everyFailure), advice);
        }
        return ExitCode.DONE;
    }

    private List<Stats.OfChannel> named(TrackerReader tracker, Stats all) throws TrackerFailure, InvalidRequest {
        Map<Long, Stats.OfChannel> byChat = all.channels().stream()
                .collect(Collectors.toMap(channel -> channel.channel().chatId(), channel -> channel));
        return ArchivedChannels.named(tracker, channels).stream()
                .flatMap(row -> Optional.ofNullable(byChat.get(row.chatId())).stream())
                .toList();
    }

    /** Nothing can be done about files that were deleted at Telegram. */
    private List<String> advice(Stats stats) {
        List<String> advice = new ArrayList<>();
        advise(
                advice,
                "Later runs try failed files again on their own, at the times above. At once: ",
                channels(stats, FailureCause::canPass));
        advise(advice, "Once the channel can be read again: ", channels(stats, FailureCause.NO_ACCESS.key()::equals));
        advise(
                advice,
                "Once nothing blocks the files' paths: ",
                channels(stats, FailureCause.UNSAFE_PATH.key()::equals));
        return advice;
    }

    private void advise(List<String> advice, String when, List<String> channels) {
        if (!channels.isEmpty()) {
            advice.add(when + retry(channels));
        }
    }

    private String retry(List<String> channels) {
        return with("retry", channels) + " && " + with("download", channels);
    }

    private static List<String> channels(Stats stats, Predicate<String> cause) {
        return stats.channels().stream()
                .filter(channel -> channel.total().failed().entrySet().stream()
                        .anyMatch(failed ->
                                cause.test(failed.getKey()) && failed.getValue().files() > 0))
                .map(channel -> ArchivedChannels.name(channel.channel()))
                .toList();
    }

    private static StatsView.Disk disk(Stats.Totals total, Configuration configuration, Path tracker)
            throws StorageFailure {
        return new StatsView.Disk(
                total.done().bytes() - total.deduplicatedBytes(),
                size(configuration.home().cache()),
                tracker.toFile().length(),
                FreeSpace.usable(configuration.download().outputDir()));
    }

    private static StatsView.ChannelStats channel(Stats.OfChannel channel) {
        Stats.Totals total = channel.total();
        return new StatsView.ChannelStats(
                channel.channel().chatId(),
                channel.channel().channel().label(),
                channel.first().map(Stats.Mark::date),
                channel.last().map(Stats.Mark::date),
                notWalked(channel.channel(), channel.last()),
                counts(total),
                channel.kinds().stream().map(StatsCommand::kind).toList(),
                byReason(total.failed()),
                byReason(total.skipped()));
    }

    /** The ids that no walk has requested, up to the newest post that Telegram is known to have. */
    static List<StatsView.IdRange> notWalked(ChannelRow channel, Optional<Stats.Mark> last) {
        if (channel.walked().isEmpty()) {
            return List.of(new StatsView.IdRange(1, OptionalLong.empty()));
        }
        long newest = last.map(mark -> mark.id().messageId()).orElse(0L);
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

    private List<StatsView.FailedLine> failed(TrackerReader tracker, Stats stats) throws TrackerFailure {
        Map<Long, String> labels = stats.channels().stream()
                .collect(Collectors.toMap(
                        channel -> channel.channel().chatId(),
                        channel -> channel.channel().channel().label()));
        int limit = failures ? Integer.MAX_VALUE : FAILURES_SHOWN;
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
