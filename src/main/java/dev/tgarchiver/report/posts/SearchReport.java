package dev.tgarchiver.report.posts;

import dev.tgarchiver.app.posts.SearchEnd;
import dev.tgarchiver.app.posts.SearchHit;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.Commands;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What {@code archiver search} prints. */
public final class SearchReport implements Consumer<SearchHit> {

    /** How hits are printed. */
    public enum OutputFormat {
        TABLE,
        JSON,
        CSV,
        PATHS,
        PATHS_WITH_NUL
    }

    private static final List<String> COLUMNS = List.of(
            "chat_id",
            "message_id",
            "link",
            "channel",
            "date",
            "deleted",
            "type",
            "sender",
            "text",
            "found_in",
            "file",
            "path");

    private final Console console;
    private final HitPrinter printer;
    private final boolean quiet;
    private final Commands commands;

    /** Reports on this console; {@code quiet} leaves out what is not a problem. */
    public SearchReport(Console console, OutputFormat format, boolean quiet, Commands commands) {
        this.console = console;
        this.quiet = quiet;
        this.commands = commands;
        printer = switch (format) {
            case TABLE -> new SearchText(console);
            case JSON -> hit -> console.print(SearchJson.of(hit));
            case CSV -> csv();
            case PATHS -> paths("\n");
            case PATHS_WITH_NUL -> paths("\0");
        };
    }

    @Override
    public void accept(SearchHit hit) {
        printer.hit(hit);
    }

    /** Prints what is left, and what the user has to know of it. Waits until it is written. */
    public void end(SearchEnd end) {
        printer.end();
        if (end.hits() == 0 && !quiet) {
            console.info("No post matches.");
        } else if (end.more() && !quiet) {
            console.info((end.hits() == 1
                            ? "There are more than this one."
                            : "There are more than these " + Format.count(end.hits()) + ".")
                    + " To see others: --limit N, or 0 for all.");
        }
        if (end.capped()) {
            console.info("Too many posts match to order all of them by relevance: only the newest 50,000 were.");
        }
        if (end.notIndexed() > 0) {
            console.warn("The search index is not whole yet: " + Format.count(end.notIndexed(), "post")
                    + " cannot be found. A download indexes them as it runs, or at once: "
                    + commands.command("reindex", List.of()));
        }
    }

    private HitPrinter csv() {
        PrintWriter out = console.resultWriter();
        return new HitPrinter() {
            private boolean headed;

            private void head() {
                if (!headed) {
                    out.print(CsvRow.of(COLUMNS));
                    headed = true;
                }
            }

            @Override
            public void hit(SearchHit hit) {
                head();
                out.print(CsvRow.of(List.of(
                        Long.toString(hit.post().id().chatId()),
                        Long.toString(hit.post().id().messageId()),
                        hit.link().orElse(""),
                        hit.title(),
                        hit.post().date().toString(),
                        hit.post().deletedAt().map(Object::toString).orElse(""),
                        hit.post().type(),
                        hit.post().senderName(),
                        hit.post().text(),
                        hit.texts().isEmpty() ? "" : hit.texts().get(0).part(),
                        hit.post().file().map(file -> file.name()).orElse(""),
                        hit.file().map(Path::toString).orElse(""))));
            }

            @Override
            public void end() {
                head();
                out.flush();
            }
        };
    }

    /** Each path once: posts may share a file. */
    private HitPrinter paths(String end) {
        PrintWriter out = console.resultWriter();
        Set<Path> printed = new LinkedHashSet<>();
        return new HitPrinter() {
            @Override
            public void hit(SearchHit hit) {
                Optional<Path> file = hit.file();
                if (file.isPresent() && printed.add(file.get())) {
                    out.print(file.get() + end);
                }
            }

            @Override
            public void end() {
                out.flush();
            }
        };
    }
}
