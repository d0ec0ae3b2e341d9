package dev.tgarchiver.app.check;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.app.Shutdown;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLibrary;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks everything that a download needs. Changes nothing, and may run beside a download. Used once. */
public final class Doctor {

    private static final String CONFIGURATION = "configuration";

    private final Findings findings;
    private final Shutdown shutdown;

    /** Where the configuration comes from. */
    public interface Source {
        /** The configuration in force. */
        Configuration load() throws ConfigException;
    }

    /**
     * The result.
     *
     * @param findings in the order of the checks
     * @param status that of the first problem
     */
    public record Diagnosis(List<Finding> findings, CompletionStatus status) {}

    /** @param listener receives each finding at once: some checks take a while */
    public Doctor(Shutdown shutdown, Consumer<Finding> listener) {
        this.shutdown = shutdown;
        findings = new Findings(listener);
    }

    /**
     * Runs every check; a configuration that cannot be loaded is a finding as well. Blocks, for as long as Telegram may
     * take to answer.
     *
     * @param offline whether to leave out what needs a connection
     */
    public Diagnosis examine(Source source, boolean offline) throws InterruptedException {
        Optional<Configuration> configuration = configuration(source);
        MachineChecks machine = MachineChecks.ofProcess();
        machine.locale(findings);
        machine.java(findings, configuration.map(Doctor::lanes).orElse(1));
        Optional<TdJson> library = library(configuration);
        if (configuration.isEmpty()) {
            findings.skipped("folders", "no valid configuration names them");
        } else {
            new DiskChecks(configuration.get(), findings).run();
        }
        TelegramChecks telegram = new TelegramChecks(findings, shutdown);
        if (offline) {
            telegram.skip(configuration, "not asked for (--offline)");
        } else if (library.isEmpty()) {
            telegram.skip(configuration, "TDLib does not load");
        } else if (configuration.filter(Doctor::hasCredentials).isEmpty()) {
            telegram.skip(configuration, "no valid configuration");
        } else {
            telegram.run(configuration.get(), library.get());
        }
        return new Diagnosis(findings.all(), findings.status());
    }

    private Optional<Configuration> configuration(Source source) {
        try {
            Configuration configuration = source.load();
            try {
                configuration.telegram().demandCredentials();
                findings.ok(
                        CONFIGURATION,
                        configuration
                                .file()
                                .map(file -> file + " is valid")
                                .orElse("no file; defaults and variables of the environment"));
            } catch (ConfigException e) {
                problems(e);
            }
            return Optional.of(configuration);
        } catch (ConfigException e) {
            problems(e);
            return Optional.empty();
        }
    }

    private void problems(ConfigException failure) {
        failure.problems()
                .forEach(problem -> findings.problem(
                        CONFIGURATION,
                        problem.toString(),
                        "correct it; archiver config check then shows every value and where it comes from",
                        CompletionStatus.of(failure)));
    }

    private static boolean hasCredentials(Configuration configuration) {
        return configuration.telegram().apiId().find().isPresent()
                && configuration.telegram().apiHash().find().isPresent();
    }

    private static int lanes(Configuration configuration) {
        Configuration.Download download = configuration.download();
        return download.lanes().orElse(download.concurrentDownloads());
    }

    private Optional<TdJson> library(Optional<Configuration> configuration) {
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
