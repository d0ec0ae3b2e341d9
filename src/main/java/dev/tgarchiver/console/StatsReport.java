package dev.tgarchiver.console;

import dev.tgarchiver.console.StatsView.ChannelStats;
import dev.tgarchiver.console.StatsView.Counts;
import dev.tgarchiver.console.StatsView.FailedLine;
import dev.tgarchiver.console.StatsView.Files;
import dev.tgarchiver.console.StatsView.IdRange;
import dev.tgarchiver.console.StatsView.KindStats;
import dev.tgarchiver.model.ByteSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Prints {@link StatsView}. */
public final class StatsReport {

    private static final int RANGES_SHOWN = 3;

    private StatsReport() {}

    /**
     * Prints it as tables. Waits until it is written.
     *
     * @param all the command that lists every failed file
     * @param advice what can be done about failed files, a sentence each
     */
    public static void print(Console console, StatsView stats, String all, List<String> advice) {
        if (stats.channels().isEmpty()) {
            console.print("The archive is empty.");
        } else {
            console.print(files(stats));
            if (stats.totals().deduplicatedBytes() > 0) {
                console.print("Shared: bytes that several posts hold and that are stored once.");
            }
            console.print("");
            console.print(channels(stats));
            printIfAny(console, reasons(stats));
            printIfAny(console, failures(stats.failures()));
            long unnamed = stats.totals().failed().files() - stats.failures().size();
            if (unnamed > 0 && !stats.failures().isEmpty()) {
                console.print("and " + Amounts.count(unnamed) + " more: " + all + " lists them all");
            }
            advice.forEach(console::print);
        }
        printIfAny(console, RunReport.table(stats.runs()));
        console.print("");
        console.print("Disk: " + ByteSize.format(stats.disk().archive()) + " archive, "
                + ByteSize.format(stats.disk().cache()) + " cache, "
                + ByteSize.format(stats.disk().tracker()) + " tracker, "
                + ByteSize.format(stats.disk().free()) + " free");
    }

    private static void printIfAny(Console console, Table table) {
        if (!table.isEmpty()) {
            console.print("");
            console.print(table);
        }
    }

    /** Prints it as one JSON object in one line. Waits until it is written. */
    public static void printJson(Console console, StatsView stats) {
        console.print(StatsJson.of(stats));
    }

    /** A column of the first table, shown when there is anything to show in it. */
    private record Shown(Column column, ToLongFunction<Counts> number, boolean bytes, boolean always) {
        boolean in(Counts totals) {
            return always || number.applyAsLong(totals) > 0;
        }

        String cell(Counts counts) {
            long value = number.applyAsLong(counts);
            return bytes ? ByteSize.format(value) : Amounts.count(value);
        }
    }

    private static final List<Shown> COLUMNS = List.of(
            new Shown(Column.number("Posts"), Counts::posts, false, true),
            new Shown(Column.number("Files"), counts -> counts.done().files(), false, true),
            new Shown(Column.number("Size"), counts -> counts.done().bytes(), true, true),
            new Shown(Column.number("Pending"), counts -> counts.pending().files(), false, true),
            new Shown(
                    Column.optionalNumber("To fetch"),
                    counts -> counts.pending().bytes(),
                    true,
                    false),
            new Shown(Column.number("Failed"), counts -> counts.failed().files(), false, true),
            new Shown(Column.number("Skipped"), counts -> counts.skipped().files(), false, false),
            new Shown(Column.number("Removed"), counts -> counts.removed().files(), false, false),
            new Shown(Column.number("Shared"), Counts::deduplicatedBytes, true, false));

    private static Table files(StatsView stats) {
        List<Shown> shown =
                COLUMNS.stream().filter(column -> column.in(stats.totals())).toList();
        List<Column> head = new ArrayList<>(List.of(Column.shrinking("Channel"), Column.text("Kind")));
        shown.forEach(column -> head.add(column.column()));
        Table table = new Table(head.toArray(Column[]::new));
        for (ChannelStats channel : stats.channels()) {
            for (KindStats kind : channel.kinds()) {
                row(table, channel.label(), kind.kind(), shown, kind.counts());
            }
        }
        row(table, "Total", "", shown, stats.totals());
        return table;
    }

    private static void row(Table table, String channel, String kind, List<Shown> shown, Counts counts) {
        List<Object> cells = new ArrayList<>(List.of(channel, kind));
        shown.forEach(column -> cells.add(column.cell(counts)));
        table.row(cells.toArray());
    }

    private static Table channels(StatsView stats) {
        Table table = new Table(
                Column.shrinking("Channel"),
                Column.number("Posts"),
                Column.text("First post"),
                Column.text("Last post"),
                Column.shrinking("History"));
        for (ChannelStats channel : stats.channels()) {
            table.row(
                    channel.label(),
                    Amounts.count(channel.counts().posts()),
                    channel.firstPost().map(LocalTimeText::day).orElse(""),
                    channel.lastPost().map(LocalTimeText::day).orElse(""),
                    history(channel.missing()));
        }
        return table;
    }

    private static String history(List<IdRange> missing) {
        if (missing.isEmpty()) {
            return "complete";
        }
        if (missing.get(0).first() == 1 && missing.get(0).last().isEmpty()) {
            return "not walked yet";
        }
        String ranges =
                missing.stream().limit(RANGES_SHOWN).map(StatsReport::range).collect(Collectors.joining(", "));
        int more = missing.size() - RANGES_SHOWN;
        return "missing posts " + ranges + (more > 0 ? " and " + more + " more" : "");
    }

    private static String range(IdRange range) {
        if (range.last().isEmpty()) {
            return "from " + range.first();
        }
        long last = range.last().getAsLong();
        return range.first() == last ? String.valueOf(last) : range.first() + "-" + last;
    }

    private static Table reasons(StatsView stats) {
        Table table = new Table(
                Column.shrinking("Channel"),
                Column.number("Files"),
                Column.number("Size"),
                Column.text("State"),
                Column.shrinking("Why"));
        for (ChannelStats channel : stats.channels()) {
            reasons(table, channel.label(), "failed", channel.failed());
            reasons(table, channel.label(), "skipped", channel.skipped());
        }
        return table;
    }

    private static void reasons(Table table, String channel, String state, Map<String, Files> byReason) {
        byReason.entrySet().stream()
                .sorted(Map.Entry.<String, Files>comparingByValue(
                                Comparator.comparingLong(Files::files).reversed())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> table.row(
                        channel,
                        Amounts.count(entry.getValue().files()),
                        ByteSize.format(entry.getValue().bytes()),
                        state,
                        why(entry.getKey())));
    }

    /** Reasons are recorded as words to count by. */
    private static String why(String reason) {
        return switch (reason) {
            case "no_access" -> "no_access: the channel cannot be read any more";
            case "gone" -> "gone: deleted at Telegram";
            case "attempts" -> "attempts: every attempt failed; later runs try again";
            case "unsafe_path" -> "unsafe path: its name would lead out of the archive";
            case "replaced" -> "replaced: the post was edited and holds another file now";
            default -> reason.replace('_', ' ');
        };
    }

    private static Table failures(List<FailedLine> failures) {
        Table table = new Table(
                Column.shrinking("Channel"),
                Column.number("Post"),
                Column.shrinking("Failed file"),
                Column.number("Size"),
                Column.optional("Next try"),
                Column.shrinking("Why"));
        for (FailedLine failure : failures) {
            table.row(
                    failure.channel(),
                    failure.messageId(),
                    failure.name(),
                    failure.bytes() > 0 ? ByteSize.format(failure.bytes()) : "",
                    failure.retryAt().map(LocalTimeText::minute).orElse("never"),
                    failure.reason());
        }
        return table;
    }
}
