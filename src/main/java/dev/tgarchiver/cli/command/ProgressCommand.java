package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.ShellQuoting;
import dev.tgarchiver.app.run.RunLine;
import dev.tgarchiver.app.run.RunLines;
import dev.tgarchiver.app.run.RunMonitor;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.progress.SnapshotView;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.report.RunReport;
import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.TrackerFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "progress",
        description = {
            "Show the progress of the running download, from another terminal.",
            "",
            "Without one, show the last run. Does not talk to Telegram or to the download.",
            ""
        })
public final class ProgressCommand extends Subcommand {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_OF_JSON = Duration.ofSeconds(1);
    private static final Duration PAUSE_OF_LINES = Duration.ofSeconds(30);

    @Option(
            names = {"-f", "--follow"},
            description = "Keep showing it until the download ends. Ctrl-C leaves; the download continues.")
    private boolean follow;

    @Option(names = "--json", description = "Print one JSON object; with --follow, one a second, each on its own line.")
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
    public ExitCode run(Console console, Configuration configuration) throws TrackerFailure, InterruptedException {
        try (RunMonitor monitor = archiver(console, configuration).monitor()) {
            Optional<Run> last = monitor.last();
            if (last.filter(RunLines::isRunning).isEmpty()) {
                idle(console, monitor, last);
            } else if (follow) {
                return follow(console, monitor, last.get());
            } else {
                once(console, monitor, last.get());
            }
            return ExitCode.DONE;
        }
    }

    private void idle(Console console, RunMonitor monitor, Optional<Run> last) {
        List<RunLine> lines = last.stream().map(monitor::line).toList();
        if (json) {
            RunReport.printIdleJson(console, lines);
            return;
        }
        console.print("No download is running.");
        console.print(
                lines.isEmpty()
                        ? "Nothing has been archived here yet."
                        : "The last one: " + RunReport.sentence(lines.get(0)));
        if (last.isPresent() && RunLines.endedEarly(lines.get(0))) {
            console.print("What it archived is safe. Continue with: " + resume(last.get()));
        }
    }

    /** The run's own command, with the configuration that leads here unless it names one. */
    private String resume(Run run) {
        if (run.resume().isEmpty()) {
            return with("download", List.of());
        }
        boolean names = run.resume().contains(" -c ") || run.resume().contains(" --config");
        return names
                ? run.resume()
                : options()
                        .config()
                        .map(file -> run.resume() + " " + ShellQuoting.join(List.of("--config", file.toString())))
                        .orElse(run.resume());
    }

    private void once(Console console, RunMonitor monitor, Run run) {
        ProgressSnapshot state = monitor.state(run).orElseGet(() -> monitor.unknown(run));
        if (json) {
            SnapshotView.printJson(console, state);
        } else {
            console.print(heading(run));
            SnapshotView.print(console, state);
            warnOfSilence(console, monitor.silence(state));
        }
    }

    private static String heading(Run run) {
        return "Run " + run.id() + " (" + run.command() + "), process " + run.pid();
    }

    /** Whether it warned. */
    private static boolean warnOfSilence(Console console, Duration silence) {
        if (silence.compareTo(RunMonitor.SILENCE) <= 0) {
            return false;
        }
        console.warn("Its last update was " + silence.toSeconds()
                + " s ago. It may have been suspended (Ctrl-Z), or its disk is full.");
        return true;
    }

    private ExitCode follow(Console console, RunMonitor monitor, Run first)
            throws TrackerFailure, InterruptedException {
        interrupts().stopBy("Leaving; the download continues.", monitor::leave);
        Duration every = json ? PAUSE_OF_JSON : console.errIsTerminal() ? PAUSE : PAUSE_OF_LINES;
        Run run = first;
        try (SnapshotView view = new SnapshotView(console)) {
            if (!json) {
                console.info(heading(run));
            }
            ProgressSnapshot state = monitor.unknown(run);
            boolean warned = false;
            while (RunLines.isRunning(run)) {
                state = monitor.state(run).orElse(state);
                if (json) {
                    SnapshotView.printJson(console, state);
                } else {
                    view.show(state);
                    warned = warned || warnOfSilence(console, monitor.silence(state));
                }
                if (monitor.await(run, every)) {
                    return ExitCode.INTERRUPTED;
                }
                run = monitor.refresh(run);
            }
        }
        RunLine line = monitor.line(run);
        if (json) {
            RunReport.printIdleJson(console, List.of(line));
        } else {
            console.print(RunReport.sentence(line));
        }
        return ExitCode.DONE;
    }
}
