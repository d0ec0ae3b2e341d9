package dev.tgarchiver.app.check;

import dev.tgarchiver.app.CompletionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The findings of the checks so far, in their order, and the resulting status. For one thread. */
final class Findings {

    /** The place in a failure's message where the advice starts. */
    private static final Pattern THEN = Pattern.compile("(?<=[.;]) ");

    private final Consumer<Finding> listener;
    private final List<Finding> all = new ArrayList<>();
    private CompletionStatus status = CompletionStatus.DONE;

    /** @param listener receives each finding at once: some checks take a while */
    Findings(Consumer<Finding> listener) {
        this.listener = listener;
    }

    void ok(String check, String result) {
        add(new Finding(check, Finding.Status.OK, result, ""));
    }

    void warning(String check, String result, String advice) {
        add(new Finding(check, Finding.Status.WARNING, result, advice));
    }

    /** @param kind the status of all checks if this is the first problem */
    void problem(String check, String result, String advice, CompletionStatus kind) {
        if (status == CompletionStatus.DONE) {
            status = kind;
        }
        add(new Finding(check, Finding.Status.PROBLEM, result, advice));
    }

    /** Adds a failure whose message contains the advice. */
    void problem(String check, Exception failure) {
        String[] parts = THEN.split(String.valueOf(failure.getMessage()), 2);
        String result = parts.length == 1 ? parts[0] : parts[0].substring(0, parts[0].length() - 1);
        problem(check, result, parts.length == 1 ? "" : parts[1], CompletionStatus.of(failure));
    }

    void skipped(String check, String why) {
        add(new Finding(check, Finding.Status.SKIPPED, why, ""));
    }

    private void add(Finding finding) {
        all.add(finding);
        listener.accept(finding);
    }

    /** The first problem's status. */
    CompletionStatus status() {
        return status;
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
