package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.run.DryRunView;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.terminal.Column;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Table;
import dev.tgarchiver.model.ByteSize;
import java.time.Duration;
import java.util.List;

/** Prints {@link DryRunView}. */
public final class DryRunReport {

    private DryRunReport() {}

    /**
     * Prints it as text. Waits until it is written.
     *
     * @param download the command that fetches the files
     */
    public static void print(Console console, DryRunView view, String download) {
        console.print(Format.count(view.posts(), "post") + " known, " + Format.count(view.files(), "file") + " ("
                + ByteSize.format(view.bytes()) + ") to download.");
        if (view.toRead() > 0) {
            console.print(Format.count(view.toRead(), "post")
                    + " to be read again, not recorded whole by an older archiver (refresh.backfill).");
        }
        if (view.files() > 0) {
            Table table = new Table(Column.text("Kind"), Column.number("Files"), Column.number("Size"));
            for (DryRunView.Part kind : view.kinds()) {
                table.row(kind.name(), Format.count(kind.files()), ByteSize.format(kind.bytes()));
            }
            table.row("Total", Format.count(view.files()), ByteSize.format(view.bytes()));
            console.print("");
            console.print(table);
            console.print("");
        }
        for (DryRunView.Part part : view.skipped()) {
            console.print("Not selected, skipped by " + part.name() + ": " + Format.count(part.files(), "file") + " ("
                    + ByteSize.format(part.bytes()) + ").");
        }
        if (view.files() > 0) {
            console.print("Estimate: " + Format.duration(atLeastASecond(view.time())) + ". "
                    + Format.count(view.calls(), "API call") + " at the configured rate take "
                    + Format.duration(view.callTime()) + "; the bytes, at "
                    + Format.perSecond(view.bytesPerSecond())
                    + (view.measured() ? " as in the last runs, " : " (assumed; not measured yet), ")
                    + Format.duration(view.transferTime()) + ".");
            if (view.runs() > 1) {
                console.print("A run ends after " + Format.count(view.filesPerRun(), "file")
                        + " (max_files_per_run), so it takes " + Format.count(view.runs(), "run") + ".");
            }
            console.print("Nothing was downloaded; only new posts were recorded. To fetch the files: " + download);
        } else {
            console.print("There is nothing to download.");
        }
        if (view.failed() > 0) {
            console.print(Format.count(view.failed(), "file") + " failed in earlier runs and "
                    + (view.failed() == 1 ? "is" : "are") + " not due yet; with --retry-failed a download tries "
                    + (view.failed() == 1 ? "it" : "them") + " again at once.");
        }
    }

    /** Prints it as one JSON object in one line. Waits until it is written. */
    public static void printJson(Console console, DryRunView view) {
        console.print(json(view));
    }

    static ObjectNode json(DryRunView view) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "dry_run")
                .put("posts", view.posts())
                .put("posts_to_read_again", view.toRead())
                .put("files", view.files())
                .put("bytes", view.bytes());
        parts(json.putArray("kinds"), "kind", view.kinds());
        parts(json.putArray("skipped"), "cause", view.skipped());
        return json.put("api_calls", view.calls())
                .put("api_calls_ms", view.callTime().toMillis())
                .put("bytes_per_second", Math.round(view.bytesPerSecond()))
                .put("measured", view.measured())
                .put("transfer_ms", view.transferTime().toMillis())
                .put("estimate_ms", view.time().toMillis())
                .put("failed_earlier", view.failed())
                .put("runs", view.runs());
    }

    private static void parts(ArrayNode array, String label, List<DryRunView.Part> parts) {
        for (DryRunView.Part part : parts) {
            array.addObject().put(label, part.name()).put("files", part.files()).put("bytes", part.bytes());
        }
    }

    private static Duration atLeastASecond(Duration time) {
        return time.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : time;
    }
}
