package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.maintenance.AuditResult;
import dev.tgarchiver.app.maintenance.VerifyOrder;
import dev.tgarchiver.app.maintenance.VerifyResult;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.AuditReport;
import dev.tgarchiver.report.VerifyReport;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Compare every archived file with its SHA-256, and name each that is damaged or missing: also those whose "
                    + "repair failed or is still pending. A file that is intact at its place again returns to the archive.",
            "",
            "Without a CHANNEL, the whole archive. Also while a download runs. Exit code 3 when something is wrong.",
            "",
            "With --audit, ask Telegram for every post of the channels instead, and name what the archive lacks, with "
                    + "the reason. Posts that the walk of the history missed are recorded, and the next download fetches "
                    + "them. Not while a download runs.",
            ""
        })
public final class VerifyCommand extends Subcommand {

    @Parameters(paramLabel = "CHANNEL", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Option(names = "--quick", description = "Compare the sizes only.")
    private boolean quick;

    @Option(
            names = "--repair",
            description = "Fetch damaged and missing files again; a damaged file is replaced only once the new one is "
                    + "complete.")
    private boolean repair;

    @Option(
            names = "--audit",
            description = "Compare the archive with what Telegram has, post by post. Needs the login; costs one "
                    + "request for 200 posts.")
    private boolean audit;

    @Option(
            names = "--from-id",
            paramLabel = "ID",
            description = "With --audit and one CHANNEL: start at this post, for example where an audit was "
                    + "interrupted.")
    private long fromId = 1;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public boolean opensLog() {
        return repair || audit;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        if (audit) {
            return audit(console, configuration);
        }
        if (fromId != 1) {
            throw new InvalidRequest("--from-id needs --audit.");
        }
        VerifyReport report = new VerifyReport(
                console, json, options().quiet(), this::with, state -> options().view(console, state));
        VerifyResult result = archiver(console, configuration).verify(new VerifyOrder(channels, quick, repair), report);
        report.end(result);
        return ExitCode.of(result.status());
    }

    private ExitCode audit(Console console, Configuration configuration)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        if (quick || repair) {
            throw new InvalidRequest("--audit asks Telegram and reads no files, so it excludes "
                    + (quick ? "--quick" : "--repair") + ". Run archiver verify once with it and once without.");
        }
        if (fromId < 1) {
            throw new InvalidRequest("--from-id " + fromId + ": posts are counted from 1.");
        }
        if (fromId > 1 && channels.size() != 1) {
            throw new InvalidRequest("--from-id needs one CHANNEL: every channel counts its own posts.");
        }
        AuditReport report =
                new AuditReport(console, json, options().quiet(), options().verbose(), this::with);
        AuditResult result = archiver(console, configuration).audit(channels, fromId, report);
        report.end(result);
        return ExitCode.of(result.status());
    }
}
