package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.export.ExportResult;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.progress.TaskBar;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.export.ExportFormat;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.progress.Meter;
import java.util.List;

/** Reports what an export has written: a line for each channel, or one JSON object. */
public final class ExportReport {

    private final Console console;
    private final boolean json;
    private final boolean quiet;
    private final Commands commands;

    /** Reports on this console; {@code quiet} leaves out what is not a problem. */
    public ExportReport(Console console, boolean json, boolean quiet, Commands commands) {
        this.console = console;
        this.json = json;
        this.quiet = quiet;
        this.commands = commands;
    }

    /** Opens the display for this many posts. */
    public Meter start(long posts) {
        return quiet ? Meter.NONE : new TaskBar(console, "Exporting", posts, "posts");
    }

    /** Prints the result. Waits until it is written. */
    public void end(ExportFormat format, ExportResult result) {
        if (json) {
            console.print(object(format, result));
            return;
        }
        for (ExportResult.OfChannel channel : result.channels()) {
            if (!quiet) {
                console.print(channel.channel() + ": " + count(channel.posts(), "post")
                        + (channel.files() == 0
                                ? ""
                                : ", " + count(channel.files(), "file") + " (" + ByteSize.format(channel.bytes()) + ")")
                        + " in " + channel.file());
            }
            if (channel.missing() > 0) {
                console.print(channel.channel() + ": " + count(channel.missing(), "file")
                        + (channel.missing() == 1 ? " is" : " are")
                        + " not where the archive has put " + (channel.missing() == 1 ? "it" : "them")
                        + ", and not in the export. To find out: "
                        + commands.command("verify", List.of(channel.channel())));
            }
        }
    }

    private static String count(long number, String noun) {
        return Format.count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    static ObjectNode object(ExportFormat format, ExportResult result) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", "export").put("format", format.key());
        ArrayNode channels = object.putArray("channels");
        for (ExportResult.OfChannel channel : result.channels()) {
            channels.addObject()
                    .put("channel", channel.channel())
                    .put("chat_id", channel.chatId())
                    .put("file", channel.file().toString())
                    .put("posts", channel.posts())
                    .put("files", channel.files())
                    .put("bytes", channel.bytes())
                    .put("missing", channel.missing());
        }
        return object;
    }
}
