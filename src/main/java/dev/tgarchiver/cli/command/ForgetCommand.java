package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.maintenance.ForgetDialogue;
import dev.tgarchiver.app.maintenance.ForgetPlan;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.archive.maintenance.Forgetting;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.PromptResult;
import dev.tgarchiver.report.ForgetJson;
import dev.tgarchiver.report.ForgetText;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "forget",
        description = {
            "Remove channels from the archive: their posts, and the records of files that only they hold.",
            "",
            "The files stay on the disk unless --delete-files is given; what other channels hold stays in any case. "
                    + "Asks first. Not while a download runs. Needs neither login nor network.",
            ""
        })
public final class ForgetCommand extends Subcommand {

    @Parameters(paramLabel = "CHANNEL", arity = "1..*", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Option(
            names = "--delete-files",
            description = "Also delete the files from the disk, except those that other channels hold.")
    private boolean deleteFiles;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws InvalidRequest, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        ForgetText text = new ForgetText(console, configuration.download().outputDir(), deleteFiles);
        ForgetJson all = new ForgetJson();
        ForgetDialogue dialogue = new ForgetDialogue() {
            @Override
            public boolean confirms(List<ForgetPlan> plans) throws InvalidRequest {
                return yes || confirmed(console, text.question(plans));
            }

            @Override
            public void forgot(ForgetPlan plan, Forgetting.Report report) {
                if (json) {
                    all.add(report);
                } else if (!options().quiet()) {
                    text.print(plan, report);
                }
            }
        };
        if (!archiver(console, configuration).forget(channels, deleteFiles, dialogue)) {
            console.info("Nothing was changed.");
            return ExitCode.INTERRUPTED;
        }
        if (json) {
            all.print(console);
        }
        return ExitCode.DONE;
    }

    private static boolean confirmed(Console console, String question) throws InvalidRequest {
        if (!console.prompt().asksAPerson()) {
            throw new InvalidRequest(
                    "archiver forget removes posts that cannot be restored once Telegram has deleted them, so it asks "
                            + "first; there is no terminal to ask on. Use --yes to confirm.");
        }
        return console.prompt().line(question) instanceof PromptResult.Given given
                && given.text().strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
