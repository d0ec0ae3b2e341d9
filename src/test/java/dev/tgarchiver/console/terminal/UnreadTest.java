package dev.tgarchiver.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A terminal or a pipe that nobody reads: writing to it never ends. */
class UnreadTest {

    private final CountDownLatch reader = new CountDownLatch(1);

    private void write() {
        boolean interrupted = false;
        while (reader.getCount() > 0) {
            try {
                reader.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Timeout(60)
    void nobody_waits_for_it_once_the_program_is_to_end() throws InterruptedException {
        TerminalThread turn = new TerminalThread();
        Thread waiting = new Thread(() -> turn.now(this::write));
        waiting.start();
        turn.hurry();
        waiting.join();
        turn.now(() -> {});
        turn.close();
        reader.countDown();
    }

    @Test
    @Timeout(60)
    void a_reader_who_only_takes_a_while_gets_everything() throws InterruptedException {
        AtomicBoolean read = new AtomicBoolean();
        TerminalThread turn = new TerminalThread();
        turn.hurry();
        turn.now(() -> {
            reader.countDown();
            write();
            read.set(true);
        });
        turn.close();
        assertThat(read).isTrue();
    }
}
