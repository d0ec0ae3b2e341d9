package dev.tgarchiver.cli.command;

import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.ChatLine;
import dev.tgarchiver.report.ChatList;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "chats",
        description = {"List the chats of this account, and how to name each of them to archiver download.", ""})
public final class ChatsCommand extends Subcommand {

    @Option(names = "--json", description = "Print one JSON object per chat.")
    private boolean json;

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, InterruptedException {
        List<ChatLine> lines = archiver(console, configuration).chats().stream()
                .map(ChatLine::of)
                .toList();
        if (json) {
            ChatList.printJson(console, lines);
        } else {
            ChatList.print(console, lines);
        }
        return ExitCode.DONE;
    }
}
