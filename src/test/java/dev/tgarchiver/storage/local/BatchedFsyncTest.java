package dev.tgarchiver.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class BatchedFsyncTest {

    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private final BatchedFsync syncs = new BatchedFsync();
    private final CountDownLatch syncing = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** The first sync takes until it is told to go on. */
    private void slowly(String step) {
        steps.add(step);
        if (steps.size() == 1) {
            syncing.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Thread begin(Path folder) {
        Thread thread = new Thread(() -> {
            try {
                syncs.sync(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    @Timeout(60)
    void who_comes_during_a_sync_is_served_by_the_next_one_together_with_others(@TempDir Path real) throws Exception {
        Path folder = RecordingFileSystem.of(real, this::slowly);
        Thread first = begin(folder);
        syncing.await();
        List<Thread> others = List.of(begin(folder), begin(folder), begin(folder));
        for (Thread other : others) {
            while (other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        goOn.countDown();
        first.join();
        for (Thread other : others) {
            other.join();
        }
        String sync = "sync " + real.getFileName();
        assertThat(steps).containsExactly(sync, sync);
    }

    @Test
    void one_after_the_other_each_has_a_sync_of_its_own(@TempDir Path real) throws Exception {
        Path folder = RecordingFileSystem.of(real, steps::add);
        syncs.sync(folder);
        syncs.sync(folder);
        assertThat(steps).hasSize(2);
    }
}
