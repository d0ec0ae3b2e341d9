package dev.tgarchiver.cli.option;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.report.posts.SearchReport.OutputFormat;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say how posts are printed, and how many. */
public final class PostOutputOptions {

    @Option(names = "--limit", paramLabel = "N", description = "Show at most this many posts; 0 for all. Default: 50.")
    private int limit = 50;

    @Option(names = "-0", description = "As --paths, with a NUL after each: for xargs -0.")
    private boolean nul;

    @ArgGroup(exclusive = true)
    private Format format = new Format();

    /** At most one of them. */
    static final class Format {

        @Option(names = "--json", description = "Print one JSON object per post.")
        private boolean json;

        @Option(names = "--csv", description = "Print CSV with a head.")
        private boolean csv;

        @Option(names = "--paths", description = "Print only the paths of the posts' files that are in the archive.")
        private boolean paths;
    }

    /** How many posts at most; 0 for all. */
    public int limit() throws InvalidRequest {
        if (limit < 0) {
            throw new InvalidRequest(
                    "--limit: " + limit + " is less than 0. Write how many posts to show, or 0 for all.");
        }
        return limit;
    }

    /** Whether the output is JSON. */
    public boolean json() {
        return format.json;
    }

    /** The format; a table unless something else is wanted. */
    public OutputFormat format() {
        if (format.json) {
            return OutputFormat.JSON;
        }
        if (format.csv) {
            return OutputFormat.CSV;
        }
        if (nul) {
            return OutputFormat.PATHS_WITH_NUL;
        }
        return format.paths ? OutputFormat.PATHS : OutputFormat.TABLE;
    }
}
