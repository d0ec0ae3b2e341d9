package dev.tgarchiver.report.posts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.stats.ListedChannel;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.LocalTimeText;
import dev.tgarchiver.console.terminal.Column;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Table;
import dev.tgarchiver.event.EventJson;
import dev.tgarchiver.model.ByteSize;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The channels of the archive, as a table or as JSON. */
public final class ChannelListReport {

    private ChannelListReport() {}

    /** Prints them. */
    public static void print(Console console, List<ListedChannel> channels, boolean json) {
        if (json) {
            channels.forEach(channel -> console.print(json(channel)));
            return;
        }
        if (channels.isEmpty()) {
            console.info("The archive holds no channel yet.");
            return;
        }
        Table table = new Table(
                Column.text("Channel"),
                Column.shrinking("Title"),
                Column.number("Posts"),
                Column.number("Files"),
                Column.number("Size"),
                Column.text("Newest post"),
                Column.text("State"));
        for (ListedChannel channel : channels) {
            table.row(
                    channel.name(),
                    channel.title(),
                    Format.count(channel.posts()),
                    Format.count(channel.files()),
                    ByteSize.format(channel.bytes()),
                    channel.newest().map(LocalTimeText::minute).orElse(""),
                    state(channel));
        }
        console.print(table);
    }

    static String state(ListedChannel channel) {
        if (!channel.walked()) {
            return "walk unfinished";
        }
        if (channel.pending() > 0) {
            return Format.count(channel.pending(), "file") + " to fetch";
        }
        return channel.failed() > 0 ? Format.count(channel.failed(), "file") + " failed" : "complete";
    }

    /** A channel as a JSON object. */
    public static ObjectNode json(ListedChannel channel) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("channel", channel.name())
                .put("chat_id", channel.chatId())
                .put("title", channel.title())
                .put("type", EventJson.word(channel.type()))
                .put("posts", channel.posts())
                .put("files", channel.files())
                .put("bytes", channel.bytes())
                .put(
                        "newest_post",
                        channel.newest()
                                .map(date -> date.truncatedTo(ChronoUnit.MILLIS))
                                .map(Instant::toString)
                                .orElse(null))
                .put("walked", channel.walked())
                .put("pending", channel.pending())
                .put("failed", channel.failed());
    }
}
