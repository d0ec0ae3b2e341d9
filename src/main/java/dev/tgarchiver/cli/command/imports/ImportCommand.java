package dev.tgarchiver.cli.command.imports;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.imports.ImportOrder;
import dev.tgarchiver.app.imports.ImportResult;
import dev.tgarchiver.cli.command.Subcommand;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.ImportReport;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Make an export of Telegram Desktop (format: machine-readable JSON), or of archiver export --format telegram, part "
                    + "of the archive: its posts, and its files, which take no space again where the disk can link them.",
            "",
            "What is in the archive already stays as it is. The next download reads the posts whole and fetches only "
                    + "the files that are missing. An import that was interrupted resumes when it is run again. Exit code 3 "
                    + "when the export is broken, or names files that it does not have. Not while a download runs. Needs "
                    + "neither login nor network.",
            ""
        })
public final class ImportCommand extends Subcommand {

    @Parameters(arity = "0..1", paramLabel = "EXPORT", description = "The folder of the export, or its result.json.")
    private @Nullable Path export;

    @Option(
            names = "--channel",
            paramLabel = "NAME",
            description = "Only this chat of an export with several: a title, or a numeric id.")
    private @Nullable String channel;

    @Option(names = "--dry-run", description = "Only say what would be imported.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON object about the import.")
    private boolean json;

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws InvalidRequest, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        if (export == null) {
            throw new InvalidRequest(
                    "The export is missing. Name the folder of an export of Telegram Desktop, or its result.json.");
        }
        ImportReport report = new ImportReport(console, json, options().quiet(), this::with);
        ImportResult result = archiver(console, configuration)
                .importExport(new ImportOrder(export, Optional.ofNullable(channel), dryRun), report::start);
        report.end(result);
        return ExitCode.of(result.status());
    }
}
