package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.posts.SearchOrder;
import dev.tgarchiver.cli.option.PostOutputOptions;
import dev.tgarchiver.cli.option.PostSelectionOptions;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.posts.SearchReport;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.query.PostQuery;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        description = {
            "Find posts by their words, in all that a person can read in them: text, poll options, buttons, file names, "
                    + "link previews, names. Also while a download runs. Needs neither login nor network.",
            "",
            "A QUERY is words that must all occur, in any form: news finds Newsletter. \"several words\" in quotation "
                    + "marks occur as they stand; word* is a beginning. A OR B, NOT A or -A, and parentheses combine them; "
                    + "#tag is a hashtag. Filters: from:NAME in:CHANNEL type:photo has:link topic:NAME role:main "
                    + "filename:WORD tag:TAG after:DATE before:DATE.",
            "",
            "Case and accents do not count. Chinese, Japanese, Korean and Thai are found by any piece of a text.",
            ""
        })
public final class SearchCommand extends Subcommand {

    @Parameters(
            index = "0",
            paramLabel = "QUERY",
            description = "What to find; in quotation marks of the shell if it has blanks.")
    private String query = "";

    @Parameters(index = "1..*", paramLabel = "CHANNEL", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Mixin
    private PostSelectionOptions selection = new PostSelectionOptions();

    /** The order of hits, under the names that a user types. */
    public enum Order {
        newest,
        oldest,
        best
    }

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            description = "newest, oldest, or best for the most relevant first. Default: newest.")
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
        SearchReport report =
                new SearchReport(console, output.format(), options().quiet(), this::with);
        SearchOrder search = new SearchOrder(
                query,
                selection.selection(channels),
                switch (order) {
                    case newest -> PostQuery.Order.NEWEST;
                    case oldest -> PostQuery.Order.OLDEST;
                    case best -> PostQuery.Order.BEST;
                },
                output.limit());
        report.end(archiver(console, configuration).search(search, report));
        return ExitCode.DONE;
    }
}
