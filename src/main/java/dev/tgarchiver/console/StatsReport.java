package dev.tgarchiver.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.console.StatsView.ChannelStats;
import dev.tgarchiver.console.StatsView.IdRange;
import dev.tgarchiver.console.StatsView.KindStats;
import dev.tgarchiver.console.StatsView.RunLine;
import dev.tgarchiver.console.StatsView.Totals;
import dev.tgarchiver.model.ByteSize;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints {@link StatsView}. */
public final class StatsReport {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int RANGES_SHOWN = 3;

    private StatsReport() {}

    /** Prints it as tables. Waits until it is written. */
    public static void print(Console console, StatsView stats) {
        if (stats.channels().isEmpty()) {
            console.print("The archive is empty.");
        } else {
            console.print(files(stats));
            console.print("");
            console.print(channels(stats));
            failures(stats).ifPresent(table -> {
                console.print("");
                console.print(table);
            });
        }
        if (!stats.runs().isEmpty()) {
            console.print("");
            console.print(runs(stats.runs()));
        }
        console.print("\nDisk: " + ByteSize.format(stats.disk().archive()) + " archive, "
                + ByteSize.format(stats.disk().cache()) + " cache, "
                + ByteSize.format(stats.disk().free()) + " free");
    }

    /** Prints it as one JSON object in one line. Waits until it is written. */
    public static void printJson(Console console, StatsView stats) {
        console.print(json(stats));
    }

    private static Table files(StatsView stats) {
        Table table = new Table(
                Column.shrinking("Channel"),
                Column.text("Kind"),
                Column.number("Files"),
                Column.number("Size"),
                Column.number("Pending"),
                Column.number("Failed"),
                Column.number("Skipped"),
                Column.number("Saved"));
        for (ChannelStats channel : stats.channels()) {
            String label = channel.label();
            for (KindStats kind : channel.kinds()) {
                table.row(
                        label,
                        kind.kind(),
                        Amounts.count(kind.files()),
                        ByteSize.format(kind.bytes()),
                        Amounts.count(kind.pending()),
                        Amounts.count(kind.failed()),
                        Amounts.count(kind.skipped()),
                        ByteSize.format(kind.deduplicatedBytes()));
            }
        }
        Totals totals = stats.totals();
        table.row(
                "Total",
                "",
                Amounts.count(totals.files()),
                ByteSize.format(totals.bytes()),
                Amounts.count(totals.pending()),
                Amounts.count(totals.failed()),
                Amounts.count(totals.skipped()),
                ByteSize.format(totals.deduplicatedBytes()));
        return table;
    }

    private static Table channels(StatsView stats) {
        Table table = new Table(
                Column.shrinking("Channel"),
                Column.number("Posts"),
                Column.text("First"),
                Column.text("Last"),
                Column.shrinking("History"));
        for (ChannelStats channel : stats.channels()) {
            table.row(
                    channel.label(),
                    Amounts.count(channel.posts()),
                    channel.firstPost().map(DAY::format).orElse(""),
                    channel.lastPost().map(DAY::format).orElse(""),
                    history(channel.missing()));
        }
        return table;
    }

    private static String history(List<IdRange> missing) {
        if (missing.isEmpty()) {
            return "complete";
        }
        String ranges = missing.stream()
                .limit(RANGES_SHOWN)
                .map(range -> range.first() == range.last()
                        ? String.valueOf(range.first())
                        : range.first() + "-" + range.last())
                .collect(Collectors.joining(", "));
        int more = missing.size() - RANGES_SHOWN;
        return "missing " + ranges + (more > 0 ? " and " + more + " more" : "");
    }

    private static Optional<Table> failures(StatsView stats) {
        Table table = new Table(Column.shrinking("Channel"), Column.number("Failed"), Column.shrinking("Why"));
        for (ChannelStats channel : stats.channels()) {
            channel.failures().entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(reason -> table.row(channel.label(), Amounts.count(reason.getValue()), reason.getKey()));
        }
        return table.isEmpty() ? Optional.empty() : Optional.of(table);
    }

    private static Table runs(List<RunLine> runs) {
        Table table = new Table(
                Column.number("Run"),
                Column.text("Started (UTC)"),
                Column.number("Took"),
                Column.text("Outcome"),
                Column.number("Files"),
                Column.number("Size"),
                Column.number("Failed"),
                Column.number("Files/min"));
        for (RunLine run : runs) {
            table.row(
                    run.run(),
                    MINUTE.format(run.started()),
                    run.took().map(took -> Amounts.duration(took)).orElse(""),
                    run.outcome(),
                    Amounts.count(run.files()),
                    ByteSize.format(run.bytes()),
                    Amounts.count(run.failed()),
                    run.filesPerMinute()
                            .map(rate -> String.format(Locale.ROOT, "%.1f", rate))
                            .orElse(""));
        }
        return table;
    }

    static ObjectNode json(StatsView stats) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode channels = json.putArray("channels");
        stats.channels().forEach(channel -> channels.add(json(channel)));
        Totals totals = stats.totals();
        json.putObject("totals")
                .put("posts", totals.posts())
                .put("files", totals.files())
                .put("bytes", totals.bytes())
                .put("pending", totals.pending())
                .put("failed", totals.failed())
                .put("skipped", totals.skipped())
                .put("deduplicated_bytes", totals.deduplicatedBytes());
        ArrayNode runs = json.putArray("runs");
        stats.runs().forEach(run -> runs.add(json(run)));
        json.putObject("disk")
                .put("archive_bytes", stats.disk().archive())
                .put("cache_bytes", stats.disk().cache())
                .put("free_bytes", stats.disk().free());
        return json;
    }

    private static ObjectNode json(ChannelStats channel) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("chat_id", channel.chatId())
                .put("label", channel.label())
                .put("posts", channel.posts())
                .put("first_post", time(channel.firstPost()))
                .put("last_post", time(channel.lastPost()))
                .put("complete", channel.missing().isEmpty());
        ArrayNode missing = json.putArray("missing");
        channel.missing()
                .forEach(
                        range -> missing.addObject().put("first", range.first()).put("last", range.last()));
        ArrayNode kinds = json.putArray("kinds");
        channel.kinds()
                .forEach(kind -> kinds.addObject()
                        .put("kind", kind.kind())
                        .put("files", kind.files())
                        .put("bytes", kind.bytes())
                        .put("pending", kind.pending())
                        .put("failed", kind.failed())
                        .put("skipped", kind.skipped())
                        .put("deduplicated_bytes", kind.deduplicatedBytes()));
        ObjectNode failures = json.putObject("failures");
        channel.failures().forEach(failures::put);
        return json;
    }

    private static ObjectNode json(RunLine run) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("run", run.run())
                .put("started", EventJson.time(run.started()))
                .put("took_ms", run.took().map(took -> took.toMillis()).orElse(null))
                .put("outcome", run.outcome())
                .put("files", run.files())
                .put("bytes", run.bytes())
                .put("failed", run.failed())
                .put("files_per_minute", run.filesPerMinute().orElse(null));
        return json;
    }

    private static @Nullable String time(Optional<Instant> instant) {
        return instant.map(EventJson::time).orElse(null);
    }
}
