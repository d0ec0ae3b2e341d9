package dev.tgarchiver.download.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.time.FakeTime;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class AdmissionControlTest {

    private static final long MIB = 1 << 20;

    private final FakeTime time = new FakeTime();
    private final AdmissionControl admission =
            new AdmissionControl(new InFlightLimit(1, AdaptiveSize.fixed(2 * MIB), 4), time);

    private static PendingFile file(long id, long size) {
        Media media = new Media(MediaKind.DOCUMENT, "unique" + id, size, "file" + id, "", "", "", 0, 0, 0);
        return new PendingFile(id, new PostId(1, id), media, Instant.EPOCH, 0);
    }

    private boolean begins(PendingFile file) {
        boolean admitted = admission.tryEnter();
        if (admitted) {
            admission.start(file);
        }
        return admitted;
    }

    @Test
    void a_large_file_has_the_line_to_itself_until_its_end_is_near() {
        PendingFile large = file(1, 10 * MIB);
        assertThat(begins(large)).isTrue();
        assertThat(begins(file(2, 1))).isFalse();
        admission.resumedAt(large, 8 * MIB);
        assertThat(begins(file(2, 1))).isFalse();
        admission.received(large, 1);
        assertThat(begins(file(2, 5 * MIB))).isTrue();
        assertThat(begins(file(3, 1))).isFalse();
    }

    @Test
    void two_large_files_share_the_line_where_one_cannot_fill_it() {
        AdmissionControl pair = new AdmissionControl(new InFlightLimit(2, AdaptiveSize.fixed(2 * MIB), 4), time);
        assertThat(pair.tryEnter()).isTrue();
        PendingFile first = file(1, 10 * MIB);
        pair.start(first);
        pair.resumedAt(first, 0);
        assertThat(pair.hasRoom()).as("nobody knows how long the way is").isFalse();
        assertThat(pair.tryEnter()).isFalse();
        time.pass(Duration.ofMillis(60));
        pair.received(first, 1);
        assertThat(pair.hasRoom()).isTrue();
        assertThat(pair.tryEnter()).isTrue();
        pair.start(file(2, 10 * MIB));
        assertThat(pair.hasRoom()).isFalse();
        assertThat(pair.tryEnter()).isFalse();
        pair.end(file(1, 10 * MIB));
        assertThat(pair.tryEnter()).isTrue();
    }

    @Test
    void where_the_way_is_long_one_large_file_fills_the_line() {
        AdmissionControl pair = new AdmissionControl(new InFlightLimit(2, AdaptiveSize.fixed(2 * MIB), 4), time);
        PendingFile first = file(1, 10 * MIB);
        pair.start(first);
        pair.resumedAt(first, 0);
        time.pass(Duration.ofMillis(220));
        pair.received(first, 1);
        time.pass(Duration.ofMillis(1));
        pair.received(first, 1);
        assertThat(pair.tryEnter()).isFalse();
        pair.end(first);
        PendingFile second = file(2, 10 * MIB);
        pair.start(second);
        pair.resumedAt(second, 3 * MIB);
        time.pass(Duration.ofMillis(200));
        pair.received(second, MIB);
        assertThat(pair.tryEnter()).as("the line has become shorter").isTrue();
    }

    @Test
    void small_files_are_begun_together_but_not_any_number_of_them() {
        for (int id = 1; id <= 4; id++) {
            assertThat(begins(file(id, 1_000))).isTrue();
        }
        PendingFile first = file(1, 1_000);
        assertThat(begins(file(5, 1_000))).isFalse();
        // It is here, but not yet in the archive.
        admission.received(first, 1_000);
        assertThat(begins(file(5, 1_000))).isFalse();
        admission.end(first);
        assertThat(begins(file(5, 1_000))).isTrue();
    }

    @Test
    void a_download_that_starts_over_lacks_what_it_had() {
        PendingFile large = file(1, 10 * MIB);
        assertThat(begins(large)).isTrue();
        admission.resumedAt(large, 0);
        admission.received(large, 9 * MIB);
        admission.resumedAt(large, 0);
        assertThat(begins(file(2, 1))).isFalse();
        admission.received(large, 9 * MIB);
        assertThat(begins(file(2, 1))).isTrue();
    }

    @Test
    void a_file_of_unknown_size_counts_as_large_until_it_ends() {
        PendingFile unknown = file(1, 0);
        assertThat(begins(unknown)).isTrue();
        admission.received(unknown, 5 * MIB);
        assertThat(begins(file(2, 1))).isFalse();
        admission.end(unknown);
        assertThat(begins(file(2, 1))).isTrue();
    }

    @Test
    void one_file_at_a_time_is_one_file_at_a_time() {
        AdmissionControl single = new AdmissionControl(InFlightLimit.ONE_FILE, time);
        PendingFile small = file(1, 1);
        assertThat(single.tryEnter()).isTrue();
        single.start(small);
        single.received(small, 1);
        assertThat(single.tryEnter()).isFalse();
        single.end(small);
        assertThat(single.tryEnter()).isTrue();
    }

    @Test
    void the_window_follows_from_how_fast_the_worker_is() {
        AdaptiveSize second = new AdaptiveSize(Duration.ofSeconds(1), MIB, 8 * MIB, 3 * MIB);
        AdmissionControl measured = new AdmissionControl(new InFlightLimit(1, second, 4), time);
        PendingFile large = file(1, 100 * MIB);
        measured.start(large);
        measured.resumedAt(large, 97 * MIB);
        assertThat(measured.tryEnter()).as("3 MiB missing, nothing measured").isFalse();
        assertThat(measured.bytesPerSecond()).isEmpty();
        measured.measured(97 * MIB);
        time.pass(Duration.ofSeconds(20));
        measured.measured(1);
        assertThat(measured.bytesPerSecond()).hasValue(97 * MIB / 20);
        assertThat(measured.tryEnter()).as("3 MiB missing, 4.85 MiB/s").isTrue();
    }

    @Test
    void only_one_chooses_at_a_time() {
        assertThat(admission.tryEnter()).isTrue();
        assertThat(admission.tryEnter()).isFalse();
        admission.leave();
        assertThat(admission.tryEnter()).isTrue();
    }

    @Test
    void is_idle_only_with_nothing_under_way() {
        PendingFile small = file(1, 1);
        assertThat(admission.isIdle()).isTrue();
        assertThat(begins(small)).isTrue();
        admission.received(small, 1);
        assertThat(admission.isIdle()).isFalse();
        admission.end(small);
        assertThat(admission.isIdle()).isTrue();
    }

    @Test
    @Timeout(20)
    void who_waits_is_let_in_when_bytes_arrive() throws InterruptedException {
        PendingFile large = file(1, 10 * MIB);
        assertThat(begins(large)).isTrue();
        Thread next = new Thread(() -> {
            try {
                admission.enter();
                admission.leave();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        next.start();
        while (next.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        admission.received(large, 9 * MIB);
        next.join();
        assertThat(begins(file(2, 1))).isTrue();
    }

    private static final Duration GRACE = Duration.ofSeconds(10);

    @Test
    void a_file_can_end_in_time_if_its_rest_comes_as_fast_as_the_bytes_of_the_last_seconds() {
        PendingFile file = file(1, 100 * MIB);
        assertThat(admission.canEndWithin(GRACE)).as("nothing is in flight").isFalse();
        assertThat(begins(file)).isTrue();
        admission.resumedAt(file, 40 * MIB);
        time.pass(Duration.ofSeconds(1));
        admission.received(file, MIB);
        assertThat(admission.canEndWithin(GRACE)).as("59 MiB at 1 MiB/s").isFalse();
        for (int mib = 42; mib <= 90; mib += 6) {
            time.pass(Duration.ofSeconds(1));
            admission.received(file, (mib == 42 ? 1 : 6) * MIB);
        }
        assertThat(admission.canEndWithin(GRACE)).as("10 MiB at 6 MiB/s").isTrue();
        assertThat(admission.canEndWithin(Duration.ofSeconds(1))).isFalse();
        time.pass(Duration.ofMinutes(1));
        assertThat(admission.canEndWithin(GRACE))
                .as("nothing has come for a minute")
                .isFalse();
        admission.received(file, 10 * MIB);
        assertThat(admission.canEndWithin(GRACE)).as("it is being published").isTrue();
        admission.end(file);
        assertThat(admission.canEndWithin(GRACE)).isFalse();
    }

    @Test
    void a_file_that_has_just_begun_can_end_unless_its_worker_is_known_to_be_too_slow() {
        PendingFile file = file(1, 100 * MIB);
        assertThat(begins(file)).isTrue();
        assertThat(admission.canEndWithin(GRACE)).isTrue();
        admission.measured(MIB);
        time.pass(Duration.ofSeconds(1));
        admission.measured(1);
        assertThat(admission.canEndWithin(GRACE)).as("100 MiB at 1 MiB/s").isFalse();
        assertThat(admission.canEndWithin(Duration.ofMinutes(2))).isTrue();
        time.pass(Duration.ofSeconds(10));
        assertThat(admission.canEndWithin(Duration.ofMinutes(2)))
                .as("nothing has come")
                .isFalse();
    }
}
