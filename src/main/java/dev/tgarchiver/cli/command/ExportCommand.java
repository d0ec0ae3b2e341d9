package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.export.ExportOrder;
import dev.tgarchiver.app.export.ExportResult;
import dev.tgarchiver.app.export.MediaMode;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.cli.option.PostSelectionOptions;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.export.ExportFormat;
import dev.tgarchiver.model.NearestName;
import dev.tgarchiver.report.ExportReport;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "Write what is archived in a format that other programs and people read. Also while a download runs. Needs "
                    + "neither login nor network.",
            "",
            "With one CHANNEL, into the folder of --output; with several, or without one for all, each into a folder in "
                    + "it. An earlier export in the folder is replaced when the new one is complete.",
            ""
        })
public final class ExportCommand extends Subcommand {

    @Parameters(paramLabel = "CHANNEL", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "telegram: Telegram Desktop's result.json; jsonl: a JSON object a line; csv: a table; "
                    + "markdown: a file a month; rss: a feed of the newest posts; html: a site without a server. "
                    + "Default: telegram.")
    private String format = "telegram";

    @Option(names = "--output", paramLabel = "DIR", description = "The folder of the export.")
    private @Nullable Path output;

    @Mixin
    private PostSelectionOptions selection = new PostSelectionOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Only the newest N posts of each channel; 0 for all. Default: 0; for rss 50.")
    private int limit;

    @Option(
            names = "--media",
            paramLabel = "HOW",
            description = "link: with the posts' files, as further names of the archive's where the disk can do that, "
                    + "else as copies; copy; none. Default: link.")
    private String media = "link";

    @Option(
            names = "--plain",
            description = "Only what Telegram Desktop writes, too, without the key _archiver. For the format telegram.")
    private boolean plain;

    @Option(names = "--raw", description = "Also each message as Telegram's library gave it. For telegram and jsonl.")
    private boolean raw;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the folder will be on the web: feed readers need the files' whole addresses. For rss.")
    private String url = "";

    @Option(names = "--json", description = "Print one JSON object about the export.")
    private boolean json;

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public boolean opensLog() {
        return false;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws InvalidRequest, StorageFailure, TrackerFailure, InterruptedException {
        if (output == null) {
            throw new InvalidRequest("--output is missing. Name the folder of the export: --output DIR");
        }
        if (limit < 0) {
            throw new InvalidRequest("--limit: " + limit + " is less than 0. Write how many posts, or 0 for all.");
        }
        ExportFormat wanted = format();
        ExportOrder order = new ExportOrder(
                selection.selection(channels), wanted, output, limit, media(), plain(wanted), raw(wanted), url(wanted));
        ExportReport report = new ExportReport(console, json, options().quiet(), this::with);
        ExportResult result = archiver(console, configuration).export(order, report::start);
        report.end(wanted, result);
        return ExitCode.of(result.status());
    }

    private ExportFormat format() throws InvalidRequest {
        Optional<ExportFormat> wanted = ExportFormat.of(format);
        if (wanted.isPresent()) {
            return wanted.get();
        }
        List<String> words =
                Arrays.stream(ExportFormat.values()).map(ExportFormat::key).toList();
        throw new InvalidRequest("--format: \"" + format + "\" is not a format. "
                + NearestName.of(format.toLowerCase(Locale.ROOT), words)
                        .map(near -> "Did you mean " + near + "? ")
                        .orElse("")
                + "Formats are " + ExportFormat.words() + ".");
    }

    private MediaMode media() throws InvalidRequest {
        return Arrays.stream(MediaMode.values())
                .filter(mode -> mode.name().equalsIgnoreCase(media))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        "--media: \"" + media + "\" is not one of the ways: write link, copy or none."));
    }

    private String url(ExportFormat wanted) throws InvalidRequest {
        if (url.isEmpty()) {
            return "";
        }
        if (wanted != ExportFormat.RSS) {
            throw new InvalidRequest("--url: only the format rss has a place for it.");
        }
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            throw new InvalidRequest("--url: \"" + url + "\" is not an address of the web. Write https://…");
        }
        return url.endsWith("/") ? url : url + "/";
    }

    private boolean plain(ExportFormat wanted) throws InvalidRequest {
        if (plain && wanted != ExportFormat.TELEGRAM) {
            throw new InvalidRequest("--plain: only the format telegram has something to leave out.");
        }
        if (plain && raw) {
            throw new InvalidRequest("--raw: with --plain there is no place for it. Leave out one of them.");
        }
        return plain;
    }

    private boolean raw(ExportFormat wanted) throws InvalidRequest {
        if (raw && wanted != ExportFormat.TELEGRAM && wanted != ExportFormat.JSONL) {
            throw new InvalidRequest("--raw: only the formats telegram and jsonl have a place for it.");
        }
        return raw;
    }
}
