package dev.tgarchiver.cli.command.read;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.posts.ShowOrder;
import dev.tgarchiver.app.posts.ShownPost;
import dev.tgarchiver.cli.command.Subcommand;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.Launcher;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.show.MissingFiles;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.tracker.TrackerFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "open",
        description = {
            "Print the paths of a post's files that are in the archive, a line each, or open the first of them. Needs "
                    + "neither login nor network.",
            ""
        })
public final class OpenCommand extends Subcommand {

    @Parameters(
            index = "0",
            paramLabel = "POST",
            description = "A link such as https://t.me/name/1, or a channel, a slash and the post's number: @name/1.")
    private String post = "";

    @Option(names = "--launch", description = "Open the first file with the desktop's program for it.")
    private boolean launch;

    @Option(names = "-0", description = "Print a NUL after each path: for xargs -0.")
    private boolean nul;

    @Override
    public boolean opensLog() {
        return false;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws InvalidRequest, TelegramFailure, TrackerFailure {
        ShownPost shown = archiver(console, configuration).show(new ShowOrder(post, false, false, false));
        List<ShownPost.File> files = shown.parts().get(0).files();
        List<Path> paths = files.stream()
                .map(ShownPost.File::path)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (paths.isEmpty()) {
            throw new NoAccess(shown.name() + " has no file in the archive" + MissingFiles.why(files));
        }
        for (ShownPost.File file : files) {
            if (file.path().isPresent() && !file.onDisk()) {
                throw new NoAccess("The file of " + shown.name() + " is missing on this disk: "
                        + file.path().get() + ". Fetch it again: archiver verify --repair");
            }
        }
        if (launch) {
            if (!Launcher.launch(paths.get(0))) {
                throw new InvalidRequest("--launch: " + Launcher.command() + " cannot open " + paths.get(0)
                        + ". Open it with a program of your choice.");
            }
            return ExitCode.DONE;
        }
        PrintWriter out = console.resultWriter();
        paths.forEach(path -> out.print(path + (nul ? "\0" : "\n")));
        out.flush();
        return ExitCode.DONE;
    }
}
