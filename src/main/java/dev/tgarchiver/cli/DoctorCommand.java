package dev.tgarchiver.cli;

import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.Finding;
import dev.tgarchiver.report.FindingsReport;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLibrary;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.List;
import java.util.Optional;
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
final class DoctorCommand extends Subcommand {

    private static final String CONFIGURATION = "configuration";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--offline", description = "Only check what works without a connection.")
    private boolean offline;

    @Override
    boolean opensLog() {
        return false;
    }

    @Override
    boolean json() {
        return json;
    }

    @Override
    ExitCode work(Console console) throws InterruptedException {
        Findings findings = new Findings(options()::proposing, finding -> {
            if (!json && (!options().quiet() || isTrouble(finding))) {
                FindingsReport.print(console, finding);
            }
        });
        examine(findings);
        if (json) {
            findings.printJson(console);
        }
        return findings.exitCode();
    }

    /** Never called: {@link #work} proceeds without a configuration. */
    @Override
    ExitCode run(Console console, Configuration configuration) throws InterruptedException {
        return work(console);
    }

    private static boolean isTrouble(Finding finding) {
        return finding.status() == Finding.Status.WARNING || finding.status() == Finding.Status.PROBLEM;
    }

    private void examine(Findings findings) throws InterruptedException {
        Optional<Configuration> configuration = configuration(findings);
        MachineChecks machine = MachineChecks.ofProcess();
        machine.locale(findings);
        machine.java(findings, configuration.map(DoctorCommand::lanes).orElse(1));
        Optional<TdJson> library = library(findings, configuration);
        if (configuration.isEmpty()) {
            findings.skipped("folders", "no valid configuration names them");
        } else {
            new DiskChecks(configuration.get(), findings).run();
        }
        TelegramChecks telegram = new TelegramChecks(findings, interrupts(), with("login", List.of()));
        if (offline) {
            telegram.skip(configuration, "not asked for (--offline)");
        } else if (library.isEmpty()) {
            telegram.skip(configuration, "TDLib does not load");
        } else if (configuration.filter(DoctorCommand::hasCredentials).isEmpty()) {
            telegram.skip(configuration, "no valid configuration");
        } else {
            telegram.run(configuration.get(), library.get());
        }
    }

    private Optional<Configuration> configuration(Findings findings) {
        try {
            Configuration configuration = load();
            try {
                configuration.telegram().demandCredentials();
                findings.ok(
                        CONFIGURATION,
                        configuration
                                .file()
                                .map(file -> file + " is valid")
                                .orElse("no file; defaults and variables of the environment"));
            } catch (ConfigException e) {
                problems(findings, e);
            }
            return Optional.of(configuration);
        } catch (ConfigException e) {
            problems(findings, e);
            return Optional.empty();
        }
    }

    private static void problems(Findings findings, ConfigException failure) {
        failure.problems()
                .forEach(problem -> findings.problem(
                        CONFIGURATION,
                        problem.toString(),
                        "correct it; archiver config check then shows every value and where it comes from",
                        ExitCode.of(failure)));
    }

    private static boolean hasCredentials(Configuration configuration) {
        return configuration.telegram().apiId().find().isPresent()
                && configuration.telegram().apiHash().find().isPresent();
    }

    private static int lanes(Configuration configuration) {
        Configuration.Download download = configuration.download();
        return download.lanes().orElse(download.concurrentDownloads());
    }

    private static Optional<TdJson> library(Findings findings, Optional<Configuration> configuration) {
        String check = "tdlib";
        try {
            TdJson library = TdLibrary.load(
                    configuration.flatMap(settings -> settings.telegram().tdlibLibrary()));
            String version = TdLibrary.version(library);
            if (version.equals(TdLibrary.VERSION)) {
                findings.ok(check, "TDLib " + version + " loads");
            } else {
                findings.warning(
                        check,
                        "TDLib " + version + " loads, but this archiver needs " + TdLibrary.VERSION,
                        "set telegram.tdlib_library to a libtdjson " + TdLibrary.VERSION
                                + ", or leave it out to use the bundled one");
            }
            return Optional.of(library);
        } catch (TelegramFailure e) {
            findings.problem(check, e);
            return Optional.empty();
        }
    }
}
