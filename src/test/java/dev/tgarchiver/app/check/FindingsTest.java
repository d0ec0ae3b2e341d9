package dev.tgarchiver.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.app.check.Finding.Status;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private final List<Finding> told = new ArrayList<>();
    private final Findings findings = new Findings(told::add);

    @Test
    void the_first_problem_gives_the_exit_code() {
        findings.ok("one", "fine");
        findings.warning("two", "so so", "do this");
        findings.skipped("three", "why not");
        assertThat(findings.status()).isEqualTo(CompletionStatus.DONE);
        findings.problem("four", "bad", "do that", CompletionStatus.NOT_REACHABLE);
        findings.problem("five", "worse", "do more", CompletionStatus.USAGE);
        assertThat(findings.status()).isEqualTo(CompletionStatus.NOT_REACHABLE);
        assertThat(findings.all()).isEqualTo(told).hasSize(5);
        assertThat(told.get(1)).isEqualTo(new Finding("two", Status.WARNING, "so so", "do this"));
    }

    @Test
    void what_a_failure_says_to_do_is_the_advice() {
        findings.problem("library", new TelegramFailure.Local("There is no such file. Correct it; or leave it out."));
        findings.problem("disk", new TelegramFailure.Local("cannot write /a.b/c: read-only; change its owner"));
        findings.problem("other", new TelegramFailure.Unreachable("Nobody answers"));
        assertThat(told)
                .containsExactly(
                        new Finding("library", Status.PROBLEM, "There is no such file", "Correct it; or leave it out."),
                        new Finding("disk", Status.PROBLEM, "cannot write /a.b/c: read-only", "change its owner"),
                        new Finding("other", Status.PROBLEM, "Nobody answers", ""));
        assertThat(findings.status()).isEqualTo(CompletionStatus.STORAGE);
    }

    @Test
    void commands_are_proposed_for_the_same_archive() {
        findings.problem("login", "not logged in", "archiver login", CompletionStatus.LOGIN_NEEDED);
        Finding completed = told.get(0).map(text -> text.replace("archiver login", "archiver login --config x"));
        assertThat(completed.advice()).isEqualTo("archiver login --config x");
    }
}
