package dev.tgarchiver.cli;

import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.Finding;
import dev.tgarchiver.report.Finding.Status;
import dev.tgarchiver.report.FindingsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The findings of the checks so far, in their order, and the resulting exit code. For one thread. */
final class Findings {

    /** The place in a failure's message where the advice starts. */
    private static final Pattern THEN = Pattern.compile("(?<=[.;]) ");

    private final UnaryOperator<String> proposing;
    private final Consumer<Finding> listener;
    private final List<Finding> all = new ArrayList<>();
    private ExitCode exitCode = ExitCode.DONE;

    /**
     * @param proposing completes the commands that a text proposes
     * @param listener receives each finding at once: some checks take a while
     */
    Findings(UnaryOperator<String> proposing, Consumer<Finding> listener) {
        this.proposing = proposing;
        this.listener = listener;
    }

    void ok(String check, String result) {
        add(new Finding(check, Status.OK, result, ""));
    }

    void warning(String check, String result, String advice) {
        add(new Finding(check, Status.WARNING, result, advice));
    }

    /** @param code the process's exit code if this is the first problem */
    void problem(String check, String result, String advice, ExitCode code) {
        if (exitCode == ExitCode.DONE) {
            exitCode = code;
        }
        add(new Finding(check, Status.PROBLEM, result, advice));
    }

    /** Adds a failure whose message contains the advice. */
    void problem(String check, Exception failure) {
        String[] parts = THEN.split(String.valueOf(failure.getMessage()), 2);
        String result = parts.length == 1 ? parts[0] : parts[0].substring(0, parts[0].length() - 1);
        problem(check, result, parts.length == 1 ? "" : parts[1], ExitCode.of(failure));
    }

    void skipped(String check, String why) {
        add(new Finding(check, Status.SKIPPED, why, ""));
    }

    private void add(Finding found) {
        Finding finding = new Finding(
                found.check(), found.status(), proposing.apply(found.result()), proposing.apply(found.advice()));
        all.add(finding);
        listener.accept(finding);
    }

    /** The first problem's code. */
    ExitCode exitCode() {
        return exitCode;
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    /** All of them as one JSON object. */
    void printJson(Console console) {
        FindingsReport.printJson(console, all, exitCode.code());
    }
}
