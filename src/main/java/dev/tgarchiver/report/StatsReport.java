package dev.tgarchiver.report;

import dev.tgarchiver.app.stats.StatsResult;
import dev.tgarchiver.app.stats.StatsView;
import dev.tgarchiver.app.stats.StatsView.Changes;
import dev.tgarchiver.app.stats.StatsView.ChannelStats;
import dev.tgarchiver.app.stats.StatsView.Counts;
import dev.tgarchiver.app.stats.StatsView.IdRange;
import dev.tgarchiver.app.stats.StatsView.KindStats;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.LocalTimeText;
import dev.tgarchiver.console.terminal.Column;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Table;
import dev.tgarchiver.model.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Prints {@link StatsView}. */
public final class StatsReport {

    private static final int RANGES_SHOWN = 3;

    private StatsReport() {}

    /**
     * Prints it as tables. Waits until it is written.
     *
     * @param named the channels on the command line; all, the runs and the disk when there is none
     * @param kinds whether to print a table of every channel's kinds as well
     */
    public static void print(
            Console console, StatsResult result, List<String> named, boolean kinds, Commands commands) {
        StatsView stats = result.view();
        if (stats.channels().isEmpty()) {
            console.print("The archive is empty.");
        } else {
            console.print(channels(stats));
            stats.channels().forEach(channel -> notWalked(console, channel));
            changes(console, stats);
            if (!named.isEmpty()) {
                stats.channels().forEach(channel -> leftOut(console, channel));
                stats.channels().forEach(channel -> ProfileText.of(channel).ifPresent(console::print));
            }
            if (stats.totals().deduplicatedBytes() > 0) {
                console.print("Shared: " + ByteSize.format(stats.totals().deduplicatedBytes())
                        + " that several posts hold and that are stored once.");
            }
            if (kinds) {
                console.print("");
                console.print(kinds(stats));
            }
            printIfAny(console, StatsReasons.table(stats));
            printIfAny(console, StatsReasons.failures(stats.failures()));
            long unnamed = stats.totals().failed().files() - stats.failures().size();
            if (unnamed > 0 && !stats.failures().isEmpty()) {
                List<String> arguments = new ArrayList<>(named);
                arguments.add("--failures");
                String all = commands.command("stats", arguments);
                console.print("and " + Format.count(unnamed) + " more: " + all + " lists them all");
            }
            advice(result, commands).forEach(console::print);
        }
        if (named.isEmpty()) {
            printIfAny(console, RunReport.table(stats.runs()));
            console.print("");
            console.print("Disk: " + ByteSize.format(stats.disk().archive()) + " archive, "
                    + ByteSize.format(stats.disk().cache()) + " cache, "
                    + ByteSize.format(stats.disk().tracker()) + " tracker, "
                    + ByteSize.format(stats.disk().free()) + " free");
        }
    }

    /** Nothing can be done about files that were deleted at Telegram. */
    private static List<String> advice(StatsResult result, Commands commands) {
        List<String> advice = new ArrayList<>();
        advise(
                advice,
                "Later runs try failed files again on their own, at the times above. At once: ",
                result.passing(),
                commands);
        advise(advice, "Once the channel can be read again: ", result.inaccessible(), commands);
        advise(advice, "Once nothing blocks the files' paths: ", result.blocked(), commands);
        return advice;
    }

    private static void advise(List<String> advice, String when, List<String> channels, Commands commands) {
        if (!channels.isEmpty()) {
            advice.add(when + commands.command("retry", channels) + " && " + commands.command("download", channels));
        }
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

    /** A column of counts, shown if any is above 0. */
    private record Shown(Column column, Function<Counts, String> cell, ToLongFunction<Counts> number, boolean always) {

        static Shown count(Column column, ToLongFunction<Counts> number, boolean always) {
            return new Shown(column, counts -> Format.count(number.applyAsLong(counts)), number, always);
        }

        static Shown size(Column column, ToLongFunction<Counts> number, boolean always) {
            return new Shown(column, counts -> ByteSize.format(number.applyAsLong(counts)), number, always);
        }

        boolean in(Counts totals) {
            return always || number.applyAsLong(totals) > 0;
        }
    }

    private static final List<Shown> COLUMNS = List.of(
            Shown.count(Column.number("Posts"), Counts::posts, true),
            new Shown(Column.number("Files"), StatsReport::doneOfAll, counts -> 1, true),
            Shown.size(Column.number("Size"), counts -> counts.done().bytes(), true),
            Shown.count(Column.number("Pending"), counts -> counts.pending().files(), true),
            Shown.size(
                    Column.optionalNumber("To fetch"),
                    counts -> counts.pending().bytes(),
                    false),
            Shown.count(Column.number("Failed"), counts -> counts.failed().files(), true),
            Shown.count(
                    Column.optionalNumber("Skipped"), counts -> counts.skipped().files(), false),
            Shown.count(
                    Column.optionalNumber("Removed"), counts -> counts.removed().files(), false),
            Shown.size(Column.optionalNumber("Shared"), Counts::deduplicatedBytes, false));

    private static String doneOfAll(Counts counts) {
        return Format.count(counts.done().files()) + "/" + Format.count(counts.known());
    }

    private static List<Shown> shown(StatsView stats) {
        return COLUMNS.stream().filter(column -> column.in(stats.totals())).toList();
    }

    private static Table table(List<Column> before, List<Shown> counts, List<Column> after) {
        List<Column> head = new ArrayList<>(before);
        counts.forEach(column -> head.add(column.column()));
        head.addAll(after);
        return new Table(head.toArray(Column[]::new));
    }

    private static void row(Table table, List<String> before, List<Shown> shown, Counts counts, List<String> after) {
        List<Object> cells = new ArrayList<>(before);
        shown.forEach(column -> cells.add(column.cell().apply(counts)));
        cells.addAll(after);
        table.row(cells.toArray());
    }

    private static Table channels(StatsView stats) {
        List<Shown> shown = shown(stats);
        Table table = table(
                List.of(Column.shrinking("Channel")),
                shown,
                List.of(Column.optional("First post"), Column.text("Newest post"), Column.text("History")));
        for (ChannelStats channel : stats.channels()) {
            row(
                    table,
                    List.of(channel.label()),
                    shown,
                    channel.counts(),
                    List.of(
                            channel.firstPost().map(LocalTimeText::day).orElse(""),
                            channel.lastPost().map(LocalTimeText::day).orElse(""),
                            history(channel.notWalked())));
        }
        if (stats.channels().size() > 1) {
            row(table, List.of("Total"), shown, stats.totals(), List.of("", "", ""));
        }
        return table;
    }

    private static Table kinds(StatsView stats) {
        List<Shown> shown = shown(stats);
        Table table = table(List.of(Column.shrinking("Channel"), Column.text("Kind")), shown, List.of());
        for (ChannelStats channel : stats.channels()) {
            for (KindStats kind : channel.kinds()) {
                row(table, List.of(channel.label(), kind.kind()), shown, kind.counts(), List.of());
            }
        }
        return table;
    }

    private static String history(List<IdRange> notWalked) {
        if (notWalked.isEmpty()) {
            return "complete";
        }
        return isUnknown(notWalked) ? "not walked yet" : "partial";
    }

    /** Whether nothing of the channel was walked. */
    private static boolean isUnknown(List<IdRange> notWalked) {
        return notWalked.get(0).first() == 1 && notWalked.get(0).last().isEmpty();
    }

    /** Reports what is incomplete on a line, since a table may have no room for it. */
    private static void notWalked(Console console, ChannelStats channel) {
        if (channel.notWalked().isEmpty() || isUnknown(channel.notWalked())) {
            return;
        }
        String ranges = channel.notWalked().stream()
                .limit(RANGES_SHOWN)
                .map(StatsReport::range)
                .collect(Collectors.joining(", "));
        int more = channel.notWalked().size() - RANGES_SHOWN;
        console.print(channel.label() + ": posts " + ranges + (more > 0 ? " and " + more + " more ranges" : "")
                + " are not walked.");
    }

    /** Reports on lines what became of posts, with a total if it is more than one channel's. */
    private static void changes(Console console, StatsView stats) {
        List<ChannelStats> changed = stats.channels().stream()
                .filter(channel -> !channel.changes().equals(Changes.NONE))
                .toList();
        changed.forEach(channel -> console.print(channel.label() + ": " + words(channel.changes())));
        if (changed.size() > 1) {
            console.print("Total: " + words(stats.changes()));
        }
    }

    private static String words(Changes changes) {
        List<String> words = new ArrayList<>();
        String seen = PostWords.of(0, changes.edited(), changes.deleted());
        if (!seen.isEmpty()) {
            words.add(seen + (changes.deleted() > 0 ? " at Telegram" : ""));
        }
        add(words, changes.toRead(), "to be read again");
        add(words, changes.toComplete(), "to be completed");
        add(words, changes.refused(), "that Telegram did not give whole");
        add(words, changes.unsupported(), "of an unknown kind");
        return String.join(", ", words) + ".";
    }

    private static void add(List<String> words, long posts, String what) {
        if (posts > 0) {
            words.add((words.isEmpty() ? Format.count(posts, "post") : Format.count(posts)) + " " + what);
        }
    }

    private static void leftOut(Console console, ChannelStats channel) {
        if (!channel.leftOut().isEmpty()) {
            console.print(channel.label() + ": left out, since Telegram derives it from other files: "
                    + channel.leftOut().entrySet().stream()
                            .map(role -> role.getKey().replace('_', ' ') + " "
                                    + Format.count(role.getValue().files()) + " ("
                                    + ByteSize.format(role.getValue().bytes()) + ")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private static String range(IdRange range) {
        if (range.last().isEmpty()) {
            return "from " + Format.count(range.first());
        }
        long last = range.last().getAsLong();
        return range.first() == last ? Format.count(last) : Format.count(range.first()) + " to " + Format.count(last);
    }
}
