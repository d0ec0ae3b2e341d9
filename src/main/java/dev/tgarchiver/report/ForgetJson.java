package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.archive.maintenance.Forgetting;
import dev.tgarchiver.console.terminal.Console;

/** What {@code archiver forget --json} prints. Scripts rely on its field names. */
public final class ForgetJson {

    private final ArrayNode channels = JsonNodeFactory.instance.arrayNode();

    /** Nothing is forgotten yet. */
    public ForgetJson() {}

    /** Adds a forgotten channel. */
    public void add(Forgetting.Report report) {
        channels.addObject()
                .put("chat_id", report.channel().chatId())
                .put("label", report.channel().channel().label())
                .put("posts", report.posts())
                .put("files", report.stored().files())
                .put("bytes", report.stored().bytes())
                .put("shared_files", report.shared())
                .put("deleted_files", report.deleted().files())
                .put("deleted_bytes", report.deleted().bytes());
    }

    /** Prints all of them as one JSON object. Waits until it is written. */
    public void print(Console console) {
        console.print(json());
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "forget");
        json.set("channels", channels);
        return json;
    }
}
