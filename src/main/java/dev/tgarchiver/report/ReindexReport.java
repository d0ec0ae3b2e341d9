package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.maintenance.ReindexResult;
import dev.tgarchiver.app.maintenance.ReindexWatcher;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.progress.TaskBar;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.post.ReindexCounts;
import java.util.List;

/** Reports what a reindex did: a line for each unreadable message at once, and the sum at the end; or one JSON object. */
public final class ReindexReport implements ReindexWatcher {

    private final Console console;
    private final boolean json;
    private final boolean quiet;
    private final Commands commands;
    private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();

    /** Reports on this console; {@code quiet} leaves out what is not a problem. */
    public ReindexReport(Console console, boolean json, boolean quiet, Commands commands) {
        this.console = console;
        this.json = json;
        this.quiet = quiet;
        this.commands = commands;
    }

    @Override
    public Meter start(long posts) {
        return quiet ? Meter.NONE : new TaskBar(console, "Reindexing", posts, "posts");
    }

    @Override
    public void resumed(ChannelRow channel, long posts) {
        if (!quiet) {
            console.info(ArchivedChannels.name(channel) + ": resuming after " + posts(posts) + ".");
        }
    }

    @Override
    public void unreadable(ChannelRow channel, PostId post, String reason) {
        messages.add(message(post, reason));
        if (!json) {
            console.print("unreadable: " + ArchivedChannels.name(channel) + "/" + post.messageId() + ": " + reason);
        }
    }

    /** Prints the sum. Waits until it is written. */
    public void end(ReindexResult result) {
        if (json) {
            console.print(json(result.counts(), messages));
            return;
        }
        ReindexCounts counts = result.counts();
        if (!quiet) {
            console.print(posts(counts.posts()) + " reindexed: "
                    + (counts.changed() == 0 ? "nothing" : posts(counts.changed())) + " had to be corrected.");
        }
        if (counts.found() > 0 && !quiet) {
            console.print((counts.found() == 1 ? "1 file was" : Format.count(counts.found()) + " files were")
                    + " found and " + (counts.found() == 1 ? "is" : "are") + " pending. To fetch "
                    + them(counts.found()) + ": " + download(result.withFiles()));
        }
        if (counts.notWhole() > 0 && !quiet) {
            console.print(posts(counts.notWhole()) + (counts.notWhole() == 1 ? " was" : " were")
                    + " not recorded whole; download reads " + them(counts.notWhole()) + " again: "
                    + download(result.notWhole()));
        }
        if (counts.unreadable() > 0) {
            console.print(posts(counts.unreadable()) + " cannot be read and "
                    + (counts.unreadable() == 1 ? "stays as it is" : "stay as they are")
                    + ". To read one again from Telegram: " + commands.command("download", List.of("LINK"))
                    + " with its link, https://t.me/name/number");
        }
    }

    static ObjectNode message(PostId post, String reason) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("chat_id", post.chatId())
                .put("message_id", post.messageId())
                .put("reason", reason);
    }

    static ObjectNode json(ReindexCounts counts, ArrayNode messages) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", "reindex")
                .put("posts", counts.posts())
                .put("changed", counts.changed())
                .put("found", counts.found())
                .put("not_whole", counts.notWhole())
                .put("unreadable", counts.unreadable());
        object.set("messages", messages);
        return object;
    }

    private String download(List<String> channels) {
        return commands.command("download", channels);
    }

    private static String posts(long count) {
        return count == 1 ? "1 post" : Format.count(count) + " posts";
    }

    private static String them(long count) {
        return count == 1 ? "it" : "them";
    }
}
