package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.check.Doctor;
import dev.tgarchiver.app.check.Finding;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.FindingsReport;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "Check everything that a download needs, and say how to fix what is wrong.",
            "",
            "One line for each: ok, warning, problem or skipped. Changes nothing, also while a download runs. The exit "
                    + "code is that of the first problem, 0 without one. It waits for Telegram as long as "
                    + "telegram.connect_timeout says, or 20 seconds.",
            ""
        })
public final class DoctorCommand extends Subcommand {

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--offline", description = "Only check what works without a connection.")
    private boolean offline;

    @Override
    public boolean opensLog() {
        return false;
    }

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public ExitCode work(Console console) throws InterruptedException {
        Doctor doctor = new Doctor(interrupts(), finding -> {
            if (!json && (!options().quiet() || isTrouble(finding))) {
                FindingsReport.print(console, completed(finding));
            }
        });
        Doctor.Diagnosis diagnosis = doctor.examine(this::load, offline);
        ExitCode code = ExitCode.of(diagnosis.status());
        if (json) {
            List<Finding> findings =
                    diagnosis.findings().stream().map(this::completed).toList();
            FindingsReport.printJson(console, findings, code.code());
        }
        return code;
    }

    /** With its commands completed for the same archive. */
    private Finding completed(Finding finding) {
        return finding.map(options()::proposing);
    }

    /** Never called: {@link #work} proceeds without a configuration. */
    @Override
    public ExitCode run(Console console, Configuration configuration) throws InterruptedException {
        return work(console);
    }

    private static boolean isTrouble(Finding finding) {
        return finding.status() == Finding.Status.WARNING || finding.status() == Finding.Status.PROBLEM;
    }
}
