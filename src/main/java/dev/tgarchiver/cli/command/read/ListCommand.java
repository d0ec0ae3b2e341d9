package dev.tgarchiver.cli.command.read;

import dev.tgarchiver.app.Archiver;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.posts.SearchOrder;
import dev.tgarchiver.cli.command.Subcommand;
import dev.tgarchiver.cli.option.PostOutputOptions;
import dev.tgarchiver.cli.option.PostSelectionOptions;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.posts.ChannelListReport;
import dev.tgarchiver.report.posts.SearchReport;
import dev.tgarchiver.report.posts.SearchReport.OutputFormat;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.query.PostQuery;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        description = {
            "List the archived channels or, with a CHANNEL or an option that selects posts, the posts, newest first. "
                    + "Also while a download runs. Needs neither login nor network.",
            ""
        })
public final class ListCommand extends Subcommand {

    @Parameters(paramLabel = "CHANNEL", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Mixin
    private PostSelectionOptions selection = new PostSelectionOptions();

    /** The order of posts, under the names that a user types. */
    public enum Order {
        newest,
        oldest
    }

    @Option(names = "--order", paramLabel = "ORDER", description = "newest or oldest first. Default: newest.")
    private Order order = Order.newest;

    @Mixin
    private PostOutputOptions output = new PostOutputOptions();

    @Override
    public boolean json() {
        return output.json();
    }

    @Override
    public boolean opensLog() {
        return false;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration) throws InvalidRequest, TrackerFailure {
        int limit = output.limit();
        Archiver archiver = archiver(console, configuration);
        boolean table = output.format() == OutputFormat.TABLE || output.json();
        if (table && channels.isEmpty() && selection.isEmpty()) {
            ChannelListReport.print(console, archiver.channels(), output.json());
            return ExitCode.DONE;
        }
        SearchReport report =
                new SearchReport(console, output.format(), options().quiet(), this::with);
        report.end(archiver.list(
                new SearchOrder(
                        "",
                        selection.selection(channels),
                        order == Order.newest ? PostQuery.Order.NEWEST : PostQuery.Order.OLDEST,
                        limit),
                report));
        return ExitCode.DONE;
    }
}
