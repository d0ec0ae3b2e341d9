package dev.tgarchiver.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.app.ShellQuoting;
import dev.tgarchiver.app.run.ProgressFile;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.progress.SnapshotView;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.report.RunReport;
import dev.tgarchiver.report.StatsView.RunLine;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
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
final class ProgressCommand extends Subcommand {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_OF_JSON = Duration.ofSeconds(1);
    private static final Duration PAUSE_OF_LINES = Duration.ofSeconds(30);

    /** A run writes its state twice a second; without a new one for this long, something is wrong. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final int RECENT = 10;

    @Option(
            names = {"-f", "--follow"},
            description = "Keep showing it until the download ends. Ctrl-C leaves; the download continues.")
    private boolean follow;

    @Option(names = "--json", description = "Print one JSON object; with --follow, one a second, each on its own line.")
    private boolean json;

    private final Time time = Time.SYSTEM;
    private final Object pause = new Object();

    @GuardedBy("pause")
    private boolean left;

    @Override
    boolean json() {
        return json;
    }

    @Override
    boolean opensLog() {
        return false;
    }

    @Override
    ExitCode run(Console console, Configuration configuration) throws TrackerFailure, InterruptedException {
        ArchiveHome home = configuration.home();
        try (TrackerReader tracker = SqliteTracker.openReadOnly(home.tracker())) {
            Optional<Run> running =
                    tracker.lastRuns(1).stream().filter(RunLines::isRunning).findFirst();
            if (running.isEmpty()) {
                idle(console, tracker.lastRuns(1));
                return ExitCode.DONE;
            }
            if (follow) {
                return follow(console, home, tracker, running.get());
            }
            once(console, home, running.get());
            return ExitCode.DONE;
        } catch (TrackerFailure e) {
            if (e.kind() != TrackerFailure.Kind.MISSING) {
                throw e;
            }
            idle(console, List.of());
            return ExitCode.DONE;
        }
    }

    private void idle(Console console, List<Run> last) {
        List<RunLine> lines =
                last.stream().map(run -> RunLines.of(run, time.now())).toList();
        if (json) {
            RunReport.printIdleJson(console, lines);
        } else {
            console.print("No download is running.");
            console.print(
                    lines.isEmpty()
                            ? "Nothing has been archived here yet."
                            : "The last one: " + RunReport.sentence(lines.get(0)));
            if (!last.isEmpty() && endedEarly(lines.get(0))) {
                console.print("What it archived is safe. Continue with: " + resume(last.get(0)));
            }
        }
    }

    private static boolean endedEarly(RunLine run) {
        return List.of(RunLines.KILLED, "interrupted", "limit_reached", "aborted")
                .contains(run.outcome());
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

    private void once(Console console, ArchiveHome home, Run run) {
        ProgressSnapshot state = ProgressFile.read(home, run.id()).orElseGet(() -> unknown(run));
        if (json) {
            SnapshotView.printJson(console, state);
        } else {
            console.print(heading(run));
            SnapshotView.print(console, state);
            warnOfSilence(console, state);
        }
    }

    private static String heading(Run run) {
        return "Run " + run.id() + " (" + run.command() + "), process " + run.pid();
    }

    /** A run that has not written its state yet is shown with what the tracker has counted. */
    private ProgressSnapshot unknown(Run run) {
        return ProgressSnapshot.starting(
                run.id(), time.now(), Duration.between(run.startedAt(), time.now()), run.files(), run.bytes());
    }

    private void warnOfSilence(Console console, ProgressSnapshot state) {
        Duration silence = Duration.between(state.at(), time.now());
        if (silence.compareTo(SILENCE) > 0) {
            console.warn("Its last update was " + silence.toSeconds()
                    + " s ago. It may have been suspended (Ctrl-Z), or its disk is full.");
        }
    }

    private ExitCode follow(Console console, ArchiveHome home, TrackerReader tracker, Run first)
            throws TrackerFailure, InterruptedException {
        interrupts().stopBy("Leaving; the download continues.", this::leave);
        Duration every = json ? PAUSE_OF_JSON : console.errIsTerminal() ? PAUSE : PAUSE_OF_LINES;
        Run run = first;
        try (SnapshotView view = new SnapshotView(console)) {
            if (!json) {
                console.info(heading(run));
            }
            ProgressSnapshot state = unknown(run);
            boolean warned = false;
            while (RunLines.isRunning(run)) {
                state = ProgressFile.read(home, run.id()).orElse(state);
                if (json) {
                    SnapshotView.printJson(console, state);
                } else {
                    view.show(state);
                    if (!warned && Duration.between(state.at(), time.now()).compareTo(SILENCE) > 0) {
                        warned = true;
                        warnOfSilence(console, state);
                    }
                }
                if (await(tracker, run, every)) {
                    return ExitCode.INTERRUPTED;
                }
                run = again(tracker, run);
            }
        }
        RunLine line = RunLines.of(run, time.now());
        if (json) {
            RunReport.printIdleJson(console, List.of(line));
        } else {
            console.print(RunReport.sentence(line));
        }
        return ExitCode.DONE;
    }

    private static Run again(TrackerReader tracker, Run run) throws TrackerFailure {
        return tracker.lastRuns(RECENT).stream()
                .filter(recent -> recent.id() == run.id())
                .findFirst()
                .orElse(run);
    }

    private void leave() {
        synchronized (pause) {
            left = true;
            pause.notifyAll();
        }
    }

    /** Waits that long or until the run ends; true when the user wants to leave. */
    private boolean await(TrackerReader tracker, Run run, Duration every) throws InterruptedException, TrackerFailure {
        long end = time.nanoTime() + every.toNanos();
        while (true) {
            synchronized (pause) {
                long rest = end - time.nanoTime();
                if (left || rest <= 0) {
                    return left;
                }
                time.await(pause, Duration.ofNanos(Math.min(rest, PAUSE.toNanos())));
            }
            if (!RunLines.isRunning(again(tracker, run))) {
                return false;
            }
        }
    }
}
