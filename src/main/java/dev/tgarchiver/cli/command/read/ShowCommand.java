package dev.tgarchiver.cli.command.read;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.posts.ShowOrder;
import dev.tgarchiver.app.posts.ShownPost;
import dev.tgarchiver.cli.command.Subcommand;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.show.ShowJson;
import dev.tgarchiver.report.show.ShowReport;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = {
            "Show a post, or the album that it belongs to, with all that is in it. Also while a download runs. Needs "
                    + "neither login nor network.",
            ""
        })
public final class ShowCommand extends Subcommand {

    @Parameters(
            index = "0",
            paramLabel = "POST",
            description = "A link such as https://t.me/name/1 or https://t.me/c/123/1, or a channel, a slash and the "
                    + "post's number: @name/1, -100123/1, me/1.")
    private String post = "";

    @Option(names = "--comments", description = "With its comments.")
    private boolean comments;

    @Option(names = "--versions", description = "With each version that was seen, its time, and what changed.")
    private boolean versions;

    @ArgGroup(exclusive = true)
    private Format format = new Format();

    /** At most one of them. */
    static final class Format {

        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        @Option(names = "--raw", description = "Print the JSON that Telegram's library gave, one object per post.")
        private boolean raw;
    }

    @Override
    public boolean json() {
        return format.json;
    }

    @Override
    public boolean opensLog() {
        return false;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws InvalidRequest, TelegramFailure, TrackerFailure {
        ShownPost shown = archiver(console, configuration).show(new ShowOrder(post, true, comments, versions));
        if (format.raw) {
            ShowReport.printRaw(console, shown);
        } else if (format.json) {
            console.print(ShowJson.of(shown));
        } else {
            ShowReport.print(console, shown, comments);
        }
        return ExitCode.DONE;
    }
}
