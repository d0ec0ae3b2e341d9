package dev.tgarchiver.report.posts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.posts.Mentions;
import dev.tgarchiver.app.posts.Mentions.Mention;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.LocalTimeText;
import dev.tgarchiver.console.terminal.Column;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Table;
import java.util.Locale;

/** What posts name most, as a table or as JSON. */
public final class MentionsReport {

    private MentionsReport() {}

    /** Prints them. */
    public static void print(Console console, Mentions mentions, boolean json, boolean quiet) {
        if (json) {
            mentions.mentions().forEach(mention -> console.print(json(mentions.kind(), mention)));
            return;
        }
        String word = mentions.kind().name().toLowerCase(Locale.ROOT);
        if (mentions.mentions().isEmpty()) {
            console.info("No " + word + " in these posts.");
            return;
        }
        Table table = new Table(
                Column.number("Posts"),
                Column.text("Last"),
                Column.shrinking(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)));
        for (Mention mention : mentions.mentions()) {
            table.row(Format.count(mention.posts()), LocalTimeText.day(mention.last()), name(mention));
        }
        console.print(table);
        if (mentions.others() > 0 && !quiet) {
            console.info(
                    "There are " + Format.count(mentions.others()) + " more. For others: --limit N, or 0 for all.");
        }
    }

    private static String name(Mention mention) {
        if (mention.id() == 0) {
            return mention.name();
        }
        return mention.name().isEmpty() ? Long.toString(mention.id()) : mention.name() + " (" + mention.id() + ")";
    }

    /** One as a JSON object. */
    public static ObjectNode json(Mentions.Kind kind, Mention mention) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(kind.name().toLowerCase(Locale.ROOT), mention.name());
        if (kind == Mentions.Kind.SENDER) {
            json.put("sender_id", mention.id());
        }
        return json.put("posts", mention.posts()).put("last", mention.last().toString());
    }
}
