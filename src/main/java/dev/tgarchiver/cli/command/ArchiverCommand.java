package dev.tgarchiver.cli.command;

import dev.tgarchiver.cli.command.imports.ImportCommand;
import dev.tgarchiver.cli.command.read.HashtagsCommand;
import dev.tgarchiver.cli.command.read.LinksCommand;
import dev.tgarchiver.cli.command.read.ListCommand;
import dev.tgarchiver.cli.command.read.OpenCommand;
import dev.tgarchiver.cli.command.read.SendersCommand;
import dev.tgarchiver.cli.command.read.ShowCommand;
import dev.tgarchiver.cli.option.GlobalOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program's command, which contains all others. It never runs by itself: {@link ImplicitCommand}. */
@Command(
        name = "archiver",
        versionProvider = Version.class,
        subcommands = {
            InitCommand.class,
            LoginCommand.class,
            LogoutCommand.class,
            ChatsCommand.class,
            DownloadCommand.class,
            ListCommand.class,
            ShowCommand.class,
            OpenCommand.class,
            SearchCommand.class,
            LinksCommand.class,
            HashtagsCommand.class,
            SendersCommand.class,
            StatsCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ProgressCommand.class,
            CleanupCommand.class,
            VerifyCommand.class,
            RetryCommand.class,
            ReindexCommand.class,
            ForgetCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        description = {"Archives Telegram channels, completely and verifiably.", ""},
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0    all done",
            "  1    unexpected error",
            "  2    usage or configuration",
            "  3    finished, but some files failed, now or in earlier runs",
            "  4    login needed",
            "  5    channel or post not found, or no access",
            "  6    local storage: disk full, not writable",
            "  7    Telegram not reachable",
            "  11   another run holds the archive",
            "  130  interrupted",
            "",
            "Without a command, or with a channel in its place, archiver does what archiver download does.",
            "First steps: archiver init, archiver login, archiver download @channel."
        })
public final class ArchiverCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private GlobalOptions options = new GlobalOptions();
}
