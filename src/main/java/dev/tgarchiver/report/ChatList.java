package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.terminal.Column;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Table;
import dev.tgarchiver.event.EventJson;
import java.util.List;

/** What {@code archiver chats} prints. */
public final class ChatList {

    private ChatList() {}

    /** Prints the chats as a table. Waits until it is written. */
    public static void print(Console console, List<ChatLine> chats) {
        Table table = new Table(
                Column.number("Id"),
                Column.text("Channel"),
                Column.shrinking("Title"),
                Column.text("Type"),
                Column.number("Members"));
        for (ChatLine chat : chats) {
            table.row(
                    chat.id(),
                    chat.label(),
                    chat.title(),
                    EventJson.word(chat.type()),
                    chat.members().map(members -> Format.count(members)).orElse(""));
        }
        console.print(table);
    }

    /** Prints each chat as a JSON object on its own line. Waits until they are written. */
    public static void printJson(Console console, List<ChatLine> chats) {
        for (ChatLine chat : chats) {
            console.print(json(chat));
        }
    }

    static ObjectNode json(ChatLine chat) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", chat.id())
                .put("label", chat.label())
                .put("title", chat.title())
                .put("type", EventJson.word(chat.type()))
                .put("members", chat.members().orElse(null));
        return json;
    }
}
