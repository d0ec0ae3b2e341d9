package dev.tgarchiver.cli;

import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.Console;
import dev.tgarchiver.console.StatsReport;
import dev.tgarchiver.console.StatsView;
import dev.tgarchiver.storage.FreeSpace;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.Amount;
import dev.tgarchiver.tracker.Cursor;
import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "stats",
        description = {"Show what the archive holds and what it lacks. Also while a download runs.", ""})
final class StatsCommand extends Subcommand {

    static final String TRACKER = "tracker.db";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    ExitCode run(Console console, Configuration configuration) throws StorageFailure, TrackerFailure {
        StatsView view;
        try (TrackerReader tracker =
                Tracker.openReadOnly(configuration.dataDir().resolve(TRACKER))) {
            view = view(tracker.stats(), configuration);
        }
        if (json) {
            StatsReport.printJson(console, view);
        } else {
            StatsReport.print(console, view);
        }
        return ExitCode.DONE;
    }

    private static StatsView view(Stats stats, Configuration configuration) throws StorageFailure {
        Stats.Totals total = stats.total();
        long archive = total.done().bytes() - total.deduplicatedBytes();
        return new StatsView(
                stats.channels().stream().map(StatsCommand::channel).toList(),
                new StatsView.Totals(
                        total.posts(),
                        total.done().files(),
                        total.done().bytes(),
                        total.pending().files(),
                        files(total.failed()),
                        files(total.skipped()),
                        total.deduplicatedBytes()),
                stats.runs().stream().map(StatsCommand::run).toList(),
                new StatsView.Disk(
                        archive,
                        size(configuration.dataDir().resolve("cache")),
                        FreeSpace.usable(configuration.download().outputDir())));
    }

    private static StatsView.ChannelStats channel(Stats.OfChannel channel) {
        Stats.Totals total = channel.total();
        Map<String, Long> failures = new TreeMap<>();
        total.failed().forEach((cause, amount) -> failures.put(cause, amount.files()));
        return new StatsView.ChannelStats(
                channel.channel().chatId(),
                channel.channel().channel().label(),
                total.posts(),
                channel.first().map(Stats.Mark::date),
                channel.last().map(Stats.Mark::date),
                missing(channel.channel().cursor()),
                channel.kinds().stream()
                        .filter(kind -> kind.kind().isPresent())
                        .map(StatsCommand::kind)
                        .toList(),
                failures);
    }

    /** What lies below the low-water mark of a first walk that is not finished. */
    private static List<StatsView.IdRange> missing(Cursor cursor) {
        return cursor.complete() || cursor.oldest() == 1
                ? List.of()
                : List.of(new StatsView.IdRange(1, cursor.oldest() == 0 ? Long.MAX_VALUE : cursor.oldest() - 1));
    }

    private static StatsView.KindStats kind(Stats.OfKind kind) {
        Stats.Totals totals = kind.totals();
        return new StatsView.KindStats(
                kind.kind().orElseThrow().key(),
                totals.done().files(),
                totals.done().bytes(),
                totals.pending().files(),
                files(totals.failed()),
                files(totals.skipped()),
                totals.deduplicatedBytes());
    }

    private static StatsView.RunLine run(Run run) {
        return new StatsView.RunLine(
                run.id(),
                run.startedAt(),
                run.endedAt().map(end -> Duration.between(run.startedAt(), end)),
                run.outcome().orElseGet(() -> RunRecord.isAlive(run) ? "running" : "killed"),
                run.files(),
                run.bytes(),
                run.failed());
    }

    private static long files(Map<String, Amount> byCause) {
        return byCause.values().stream().mapToLong(Amount::files).sum();
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
            // Files come and go while a download runs.
            return 0;
        }
    }
}
