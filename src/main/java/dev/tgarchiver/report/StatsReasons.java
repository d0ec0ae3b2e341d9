package dev.tgarchiver.report;

import dev.tgarchiver.app.stats.StatsView;
import dev.tgarchiver.app.stats.StatsView.ChannelStats;
import dev.tgarchiver.app.stats.StatsView.FailedLine;
import dev.tgarchiver.app.stats.StatsView.Files;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.LocalTimeText;
import dev.tgarchiver.console.terminal.Column;
import dev.tgarchiver.console.terminal.Table;
import dev.tgarchiver.model.ByteSize;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The tables of files that are not in the archive, and why. */
final class StatsReasons {

    private StatsReasons() {}

    static Table table(StatsView stats) {
        Table table = new Table(
                Column.shrinking("Channel"),
                Column.number("Files"),
                Column.number("Size"),
                Column.text("State"),
                Column.shrinking("Why"));
        for (ChannelStats channel : stats.channels()) {
            add(table, channel.label(), "failed", channel.failed(), stats.maxAttempts());
            add(table, channel.label(), "skipped", channel.skipped(), stats.maxAttempts());
        }
        return table;
    }

    private static void add(Table table, String channel, String state, Map<String, Files> byReason, int maxAttempts) {
        byReason.entrySet().stream()
                .sorted(Map.Entry.<String, Files>comparingByValue(
                                Comparator.comparingLong(Files::files).reversed())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> table.row(
                        channel,
                        Format.count(entry.getValue().files()),
                        ByteSize.format(entry.getValue().bytes()),
                        state,
                        why(entry.getKey(), maxAttempts)));
    }

    /** Reasons are recorded as words for counting. */
    private static String why(String reason, int maxAttempts) {
        return switch (reason) {
            case "no_access" -> "no_access: the channel can no longer be read";
            case "gone" -> "gone: deleted at Telegram";
            case "attempts" ->
                "attempts: gave up after " + Format.count(maxAttempts, "attempt")
                        + " (download.retry.max_attempts); later runs try again";
            case "unsafe_path" -> "unsafe path: its name leads out of the archive";
            case "replaced" -> "replaced: the post was edited and holds another file now";
            default -> reason.replace('_', ' ');
        };
    }

    static Table failures(List<FailedLine> failures) {
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
