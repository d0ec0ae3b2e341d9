package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.imports.ImportProblem;
import dev.tgarchiver.app.imports.ImportProblem.Kind;
import dev.tgarchiver.app.imports.ImportResult;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.progress.TaskBar;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.SafeText;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.progress.Meter;
import java.util.List;

/** Reports what an import came to: a few lines for each chat, or one JSON object. */
public final class ImportReport {

    private final Console console;
    private final boolean json;
    private final boolean quiet;
    private final Commands commands;

    /** Reports on this console; {@code quiet} leaves out what is not a problem. */
    public ImportReport(Console console, boolean json, boolean quiet, Commands commands) {
        this.console = console;
        this.json = json;
        this.quiet = quiet;
        this.commands = commands;
    }

    /** Opens the display for this many bytes. */
    public Meter start(long bytes) {
        return quiet ? Meter.NONE : new TaskBar(console, "Importing", bytes);
    }

    /** Prints the result. Waits until it is written. */
    public void end(ImportResult result) {
        if (json) {
            console.print(object(result));
            return;
        }
        for (ImportResult.OfChat chat : result.chats()) {
            if (!quiet) {
                console.print(sum(result, chat));
                absent(result, chat);
            }
            problems(chat);
        }
        result.broken()
                .ifPresent(reason ->
                        console.print(result.file() + ": " + SafeText.text(reason) + (reason.endsWith(".") ? "" : ".")
                                + " What precedes that place " + (result.dryRun() ? "can be" : "is") + " imported."));
    }

    private static String sum(ImportResult result, ImportResult.OfChat chat) {
        String title = chat.title().isEmpty() ? "" : " (" + SafeText.text(chat.title()) + ")";
        return chat.channel() + title + ": " + count(chat.posts(), "post")
                + (result.dryRun() ? " to import" : " imported")
                + (chat.known() == 0 ? "" : ", " + Format.count(chat.known()) + " in the archive already")
                + (chat.files() == 0
                        ? ""
                        : ", " + count(chat.files(), "file") + " (" + ByteSize.format(chat.bytes()) + ")");
    }

    private void absent(ImportResult result, ImportResult.OfChat chat) {
        long left = chat.count(Kind.NOT_INCLUDED) + chat.count(Kind.TOO_LARGE) + chat.count(Kind.UNAVAILABLE);
        if (left > 0) {
            console.print("  " + count(left, "file") + (left == 1 ? " is" : " are") + " not in the export: "
                    + Format.count(chat.count(Kind.NOT_INCLUDED)) + " not included, "
                    + Format.count(chat.count(Kind.TOO_LARGE)) + " too large, "
                    + Format.count(chat.count(Kind.UNAVAILABLE)) + " unavailable.");
        }
        if (!result.dryRun() && chat.posts() > 0) {
            console.print("  To read these posts whole, and to fetch what is missing: "
                    + commands.command("download", List.of(chat.channel())));
        }
    }

    private void problems(ImportResult.OfChat chat) {
        for (Kind kind : Kind.values()) {
            if (!kind.isFailure() && kind != Kind.UNKNOWN_KIND) {
                continue;
            }
            long shown = 0;
            for (ImportProblem problem : chat.first()) {
                if (problem.kind() == kind) {
                    console.print("  " + chat.channel() + ", message " + problem.message() + ": "
                            + SafeText.text(problem.detail()) + ".");
                    shown++;
                }
            }
            if (chat.count(kind) > shown) {
                console.print("  and " + Format.count(chat.count(kind) - shown) + " more like it.");
            }
            if (kind == Kind.EARLIER_GROUP && shown > 0) {
                console.print(
                        "  Telegram Desktop does not say which group that was. Download the supergroup once, then "
                                + "import again: " + commands.command("download", List.of(chat.channel())));
            }
        }
    }

    private static String count(long number, String noun) {
        return Format.count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    static ObjectNode object(ImportResult result) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", "import")
                .put("file", result.file().toString())
                .put("dry_run", result.dryRun())
                .put("broken", result.broken().orElse(""));
        ArrayNode chats = object.putArray("channels");
        for (ImportResult.OfChat chat : result.chats()) {
            ObjectNode one = chats.addObject()
                    .put("channel", chat.channel())
                    .put("chat_id", chat.chatId())
                    .put("title", chat.title())
                    .put("posts", chat.posts())
                    .put("known", chat.known())
                    .put("files", chat.files())
                    .put("bytes", chat.bytes());
            ObjectNode counts = one.putObject("problems");
            for (Kind kind : Kind.values()) {
                counts.put(kind.key(), chat.count(kind));
            }
            ArrayNode messages = one.putArray("messages");
            for (ImportProblem problem : chat.first()) {
                messages.addObject()
                        .put("problem", problem.kind().key())
                        .put("message_id", problem.message())
                        .put("detail", problem.detail());
            }
        }
        return object;
    }
}
