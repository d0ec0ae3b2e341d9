package dev.tgarchiver.tracker.sqlite.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class GroupCommitTest {

    private final Database database;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What each transaction that took effect has entered. */
    private final List<List<Long>> transactions = Collections.synchronizedList(new ArrayList<>());

    private final GroupCommit commits = new GroupCommit(this::transaction);

    GroupCommitTest(@TempDir Path folder) throws TrackerFailure {
        database = Database.open(folder.resolve("tracker.db"), Duration.ofSeconds(1), Schema.current());
        boolean unused = database.write(sql -> {
            sql.script("CREATE TABLE entry (number INTEGER PRIMARY KEY)");
            return true;
        });
    }

    @AfterEach
    void close() throws TrackerFailure {
        threads.shutdownNow();
        database.close();
    }

    private void transaction(GroupCommit.Change changes) throws TrackerFailure {
        List<Long> before = entries();
        boolean unused = database.write(sql -> {
            changes.run(sql);
            return true;
        });
        List<Long> after = entries();
        after.removeAll(before);
        transactions.add(after);
    }

    private List<Long> entries() throws TrackerFailure {
        return new ArrayList<>(
                database.read(sql -> sql.list("SELECT number FROM entry ORDER BY number", SqlRow::number)));
    }

    private void enter(long number) throws TrackerFailure {
        commits.write(sql -> sql.update("INSERT INTO entry VALUES (?)", number));
    }

    private Future<?> begin(long number) {
        return threads.submit(() -> {
            enter(number);
            return null;
        });
    }

    /** Has these numbers entered while another commit is under way; returns what becomes of each. */
    private List<Future<?>> during(long first, List<Long> numbers) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Future<?> former = threads.submit(() -> {
            commits.write(sql -> {
                sql.update("INSERT INTO entry VALUES (?)", first);
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            return null;
        });
        begun.await();
        List<Future<?>> all = new ArrayList<>();
        for (long number : numbers) {
            all.add(begin(number));
        }
        while (commits.waiting() < numbers.size()) {
            Thread.onSpinWait();
        }
        end.countDown();
        former.get();
        return all;
    }

    @Test
    void one_alone_is_committed_at_once() throws Exception {
        enter(1);
        enter(2);
        assertThat(transactions).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void those_that_came_during_a_commit_are_committed_together() throws Exception {
        for (Future<?> each : during(1, List.of(2L, 3L, 4L))) {
            each.get();
        }
        assertThat(transactions).containsExactly(List.of(1L), List.of(2L, 3L, 4L));
    }

    @Test
    void one_that_cannot_be_made_keeps_none_of_the_others_from_being_made() throws Exception {
        enter(3);
        List<Future<?>> all = during(1, List.of(2L, 3L, 4L));
        all.get(0).get();
        assertThatThrownBy(() -> all.get(1).get())
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("UNIQUE constraint failed");
        all.get(2).get();
        assertThat(entries()).containsExactly(1L, 2L, 3L, 4L);
    }
}
