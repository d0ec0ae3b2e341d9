package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.run.RunLine;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.LocalTimeText;
import dev.tgarchiver.console.terminal.Column;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Table;
import dev.tgarchiver.event.EventJson;
import dev.tgarchiver.model.ByteSize;
import java.util.List;
import java.util.Locale;

/** Runs that have ended, or run in another process, in words and as JSON. */
public final class RunReport {

    private RunReport() {}

    /** One sentence, such as {@code Run 7 (download @name), started 2026-05-06 10:00: complete, 12 files (3 MB) in 41 s.} */
    public static String sentence(RunLine run) {
        return "Run " + run.run() + " (" + run.command() + "), started " + LocalTimeText.minute(run.started()) + ": "
                + words(run.outcome()) + ", " + content(run)
                + run.took().map(took -> " in " + Format.duration(took)).orElse("")
                + (run.failed() > 0 ? ", " + Format.count(run.failed()) + " failed" : "") + ".";
    }

    private static String content(RunLine run) {
        String posts = PostWords.of(run.posts(), run.edited(), run.deleted());
        return run.files() == 0 && !posts.isEmpty()
                ? posts + ", no files"
                : Format.count(run.files(), "file") + " (" + ByteSize.format(run.bytes()) + ")";
    }

    /** Prints that nothing runs, and the last run if there was one, as a JSON object on its own line. */
    public static void printIdleJson(Console console, List<RunLine> last) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "idle");
        json.set("last_run", last.isEmpty() ? JsonNodeFactory.instance.nullNode() : json(last.get(0)));
        console.print(json);
    }

    static Table table(List<RunLine> runs) {
        Table table = new Table(
                Column.number("Run"),
                Column.text("Started"),
                Column.number("Took"),
                Column.text("Outcome"),
                Column.number("Posts"),
                Column.optionalNumber("Edited"),
                Column.optionalNumber("Deleted"),
                Column.number("Files"),
                Column.number("Size"),
                Column.number("Failed"),
                Column.optionalNumber("Files/min"),
                Column.optional("Command"));
        for (RunLine run : runs) {
            table.row(
                    run.run(),
                    LocalTimeText.minute(run.started()),
                    run.took().map(took -> Format.duration(took)).orElse(""),
                    words(run.outcome()),
                    Format.count(run.posts()),
                    Format.count(run.edited()),
                    Format.count(run.deleted()),
                    Format.count(run.files()),
                    ByteSize.format(run.bytes()),
                    Format.count(run.failed()),
                    run.filesPerMinute()
                            .map(rate -> String.format(Locale.ROOT, "%.1f", rate))
                            .orElse(""),
                    run.command());
        }
        return table;
    }

    static ObjectNode json(RunLine run) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("run", run.run())
                .put("command", run.command())
                .put("started", EventJson.time(run.started()))
                .put("took_ms", run.took().map(took -> took.toMillis()).orElse(null))
                .put("outcome", run.outcome())
                .put("posts", run.posts())
                .put("edited", run.edited())
                .put("deleted", run.deleted())
                .put("files", run.files())
                .put("bytes", run.bytes())
                .put("failed", run.failed())
                .put(
                        "files_per_minute",
                        run.filesPerMinute()
                                .map(rate -> Math.round(rate * 10) / 10.0)
                                .orElse(null));
        return json;
    }

    /** {@code some_failed} is meant for scripts. */
    private static String words(String outcome) {
        return outcome.replace('_', ' ');
    }
}
