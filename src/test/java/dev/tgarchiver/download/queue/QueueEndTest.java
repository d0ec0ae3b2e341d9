package dev.tgarchiver.download.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.download.queue.QueueEnd.Verdict;
import dev.tgarchiver.tracker.file.PendingFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a queue has ended. */
final class QueueEndTest {

    private final MadeUpPending pending = new MadeUpPending();
    private final QueueWindow window = new QueueWindow(10);
    private final QueueEnd end = new QueueEnd();

    private void fill(long... sizes) {
        pending.files.clear();
        for (long size : sizes) {
            pending.add(pending.files.size() + 1L, size, 1);
        }
        int limit = window.startFill(MadeUpPending.START);
        List<PendingFile> due = List.copyOf(pending.files);
        window.fill(due, window.filledWith(due), limit);
    }

    private PendingFile take(RunBudget budget) {
        PendingFile file = window.takeSmallest(budget).orElseThrow();
        budget.take(file);
        return file;
    }

    @Test
    void it_is_open_while_discovery_continues() {
        assertThat(end.verdict(new RunBudget(0, 0), window)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void after_discovery_only_the_next_attempt_at_a_failed_file_may_come() {
        end.discoveryEnded();
        assertThat(end.verdict(new RunBudget(0, 0), window)).isEqualTo(Verdict.UNLESS_DUE);
    }

    @Test
    void a_file_in_flight_may_be_given_back_even_at_the_limit() {
        RunBudget budget = new RunBudget(1, 0);
        end.discoveryEnded();
        fill(5);
        PendingFile file = take(budget);
        assertThat(end.limitReached(budget, window)).isTrue();
        assertThat(end.verdict(budget, window)).isEqualTo(Verdict.OPEN);
        window.release(file);
        assertThat(end.verdict(budget, window)).isEqualTo(Verdict.ENDED);
    }

    @Test
    void a_file_that_is_too_large_ends_it_only_when_nothing_smaller_can_come() {
        RunBudget budget = new RunBudget(0, 10);
        fill(50);
        assertThat(window.takeSmallest(budget)).isEmpty();
        assertThat(end.verdict(budget, window)).isEqualTo(Verdict.OPEN);
        end.discoveryEnded();
        assertThat(end.limitReached(budget, window)).isTrue();
        assertThat(end.verdict(budget, window)).isEqualTo(Verdict.ENDED);
    }

    @Test
    void a_closed_one_has_ended_whatever_is_in_flight() {
        fill(1, 2);
        PendingFile unused = take(new RunBudget(0, 0));
        end.close();
        assertThat(end.isClosed()).isTrue();
        assertThat(end.verdict(new RunBudget(0, 0), window)).isEqualTo(Verdict.ENDED);
    }
}
