package dev.tgarchiver.tracker;

import static dev.tgarchiver.tracker.Samples.BOTH;
import static dev.tgarchiver.tracker.Samples.CURSOR;
import static dev.tgarchiver.tracker.Samples.MUSIC;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static dev.tgarchiver.tracker.Samples.media;
import static dev.tgarchiver.tracker.Samples.onlyPending;
import static dev.tgarchiver.tracker.Samples.sha256;
import static dev.tgarchiver.tracker.Samples.stored;
import static dev.tgarchiver.tracker.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.file.FailedFile;
import dev.tgarchiver.tracker.file.FilePlace;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.file.PlaceState;
import dev.tgarchiver.tracker.file.ReturnedFile;
import dev.tgarchiver.tracker.file.StoredFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The states of a file, and the ways between them. */
public abstract class FileStatesContract extends TrackerContract {

    private static final Instant LATER = NOW.plusSeconds(60);

    private long onePending() throws TrackerFailure {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 10))), CURSOR);
        return onlyPending(tracker, NEWS).id();
    }

    @Test
    void pending_files_come_smallest_first_and_older_first_among_equals_over_all_channels() throws TrackerFailure {
        tracker.recordPage(
                NEWS,
                List.of(
                        with(NEWS, 9, media("news 9", 20)),
                        with(NEWS, 5, media("news 5", 10)),
                        with(NEWS, 3, media("news 3", 30))),
                CURSOR);
        tracker.recordPage(
                MUSIC,
                List.of(
                        with(MUSIC, 8, media("music 8", 20)),
                        with(MUSIC, 4, media("music 4", 10)),
                        with(MUSIC, 2, media("news 3", 30))),
                CURSOR);

        assertThat(tracker.pending(BOTH, 10, NOW))
                .extracting(file -> file.media().uniqueId())
                .containsExactly("music 4", "news 5", "music 8", "news 9", "news 3");
        assertThat(tracker.pending(BOTH, 3, NOW)).hasSize(3);
        assertThat(tracker.pending(List.of(MUSIC, MUSIC), 10, NOW))
                .extracting(file -> file.media().uniqueId())
                .containsExactly("music 4", "music 8", "news 3");
        assertThat(tracker.pending(List.of(), 10, NOW)).isEmpty();
        assertThat(tracker.pending(List.of(-1L), 10, NOW)).isEmpty();
        assertThat(tracker.pendingAmount(BOTH)).isEqualTo(new FileTotals(5, 90));
        assertThat(tracker.pendingAmount(List.of(MUSIC))).isEqualTo(new FileTotals(3, 60));
    }

    @Test
    void a_failed_attempt_is_counted_and_waits_for_its_time() throws TrackerFailure {
        long file = onePending();
        assertThat(tracker.nextDue(BOTH, NOW)).isEmpty();

        Samples.retryLater(tracker, file, "The connection was lost.", LATER);

        assertThat(tracker.pending(BOTH, 10, NOW)).isEmpty();
        assertThat(tracker.nextDue(BOTH, NOW)).contains(LATER);
        assertThat(tracker.pendingAmount(BOTH)).isEqualTo(new FileTotals(1, 10));
        assertThat(tracker.pending(BOTH, 10, LATER))
                .extracting(PendingFile::attempts)
                .containsExactly(1);
        assertThat(tracker.nextDue(BOTH, LATER)).isEmpty();
    }

    @Test
    void to_postpone_counts_no_attempt() throws TrackerFailure {
        long file = onePending();

        Samples.postpone(tracker, file, LATER);
        assertThat(tracker.pending(BOTH, 10, LATER.minusMillis(1))).isEmpty();
        assertThat(tracker.pending(BOTH, 10, LATER))
                .extracting(PendingFile::attempts)
                .containsExactly(0);

        Samples.postpone(tracker, file, NOW);
        assertThat(onlyPending(tracker, NEWS).attempts()).isZero();
    }

    @Test
    void the_next_due_one_is_the_earliest_of_all_channels() throws TrackerFailure {
        Samples.postpone(tracker, onePending(), LATER.plusSeconds(5));
        tracker.recordPage(MUSIC, List.of(with(MUSIC, 1, media("b", 1)), with(MUSIC, 2, media("c", 2))), CURSOR);
        List<PendingFile> music = tracker.pending(List.of(MUSIC), 10, NOW);
        Samples.postpone(tracker, music.get(0).id(), LATER);
        Samples.postpone(tracker, music.get(1).id(), LATER.plusSeconds(9));

        assertThat(tracker.nextDue(BOTH, NOW)).contains(LATER);
        assertThat(tracker.nextDue(BOTH, LATER)).contains(LATER.plusSeconds(5));
        assertThat(tracker.nextDue(List.of(MUSIC), LATER)).contains(LATER.plusSeconds(9));
    }

    @Test
    void a_file_that_is_done_is_found_by_its_bytes() throws TrackerFailure {
        tracker.recordPage(
                NEWS,
                List.of(with(NEWS, 1, media("a", 0)), with(NEWS, 2, media("b", 8)), with(NEWS, 3, media("c", 9))),
                CURSOR);
        List<PendingFile> files = tracker.pending(BOTH, 10, NOW);
        Stored first = stored("news/1.mp3", 12, 7);
        Stored second = new Stored(RelativePath.parse("news/2.mp3"), 12, sha256(7), true);

        Samples.done(tracker, files.get(0).id(), first, NOW, "worker_1");
        Samples.done(tracker, files.get(1).id(), second, LATER, "worker_2");

        assertThat(tracker.bySha256(sha256(7)))
                .containsExactly(
                        new StoredFile(
                                files.get(0).id(),
                                new PostId(NEWS, 1),
                                media("a", 12),
                                Samples.dateOf(1),
                                first,
                                NOW,
                                "worker_1"),
                        new StoredFile(
                                files.get(1).id(),
                                new PostId(NEWS, 2),
                                media("b", 12),
                                Samples.dateOf(2),
                                second,
                                LATER,
                                "worker_2"));
        assertThat(tracker.bySha256(sha256(8))).isEmpty();
        assertThat(tracker.done(files.get(0).id())).map(StoredFile::stored).contains(first);
        assertThat(tracker.done(files.get(2).id())).isEmpty();
        assertThat(tracker.doneAfter(0, 1))
                .extracting(StoredFile::id)
                .containsExactly(files.get(0).id());
        assertThat(tracker.doneAfter(files.get(0).id(), 9))
                .extracting(StoredFile::id)
                .containsExactly(files.get(1).id());
        assertThat(tracker.stats().total().done()).isEqualTo(new FileTotals(2, 24));
        assertThat(tracker.stats().total().deduplicatedBytes()).isEqualTo(12);
    }

    @Test
    void the_bytes_of_a_file_that_goes_are_those_of_one_that_is_linked_to_it() throws TrackerFailure {
        tracker.recordPage(
                NEWS,
                List.of(with(NEWS, 1, media("a", 0)), with(NEWS, 2, media("b", 0)), with(NEWS, 3, media("c", 0))),
                CURSOR);
        List<PendingFile> files = tracker.pending(BOTH, 10, NOW);
        Samples.done(tracker, files.get(0).id(), stored("1", 12, 7), NOW, "worker_1");
        for (int i = 1; i < 3; i++) {
            Stored linked = new Stored(RelativePath.parse("" + (i + 1)), 12, sha256(7), true);
            Samples.done(tracker, files.get(i).id(), linked, NOW, "worker_1");
        }
        assertThat(tracker.stats().total().deduplicatedBytes()).isEqualTo(24);

        tracker.remove(List.of(files.get(0).id()), NOW);
        assertThat(tracker.stats().total().deduplicatedBytes()).isEqualTo(12);
        tracker.wantAgain(List.of(files.get(2).id()));
        assertThat(tracker.stats().total().deduplicatedBytes()).isZero();
        assertThat(tracker.done(files.get(1).id()).orElseThrow().stored().linked())
                .isFalse();
        assertThat(tracker.integrityCheck()).isEmpty();
    }

    @Test
    void a_file_that_is_to_be_replaced_keeps_its_place() throws TrackerFailure {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 0)), with(NEWS, 2, media("b", 0))), CURSOR);
        List<PendingFile> files = tracker.pending(BOTH, 10, NOW);
        long first = files.get(0).id();
        Stored stored = stored("news/1.mp3", 12, 7);
        assertThat(tracker.toReplace(first)).isEmpty();
        Samples.done(tracker, first, stored, NOW, "worker_1");
        assertThat(tracker.toReplace(first)).isEmpty();

        assertThat(tracker.replace(List.of(first, files.get(1).id()))).isEqualTo(1);
        assertThat(tracker.toReplace(first)).contains(stored);
        assertThat(tracker.placesAfter(0, 9))
                .containsExactly(new FilePlace(first, RelativePath.parse("news/1.mp3"), 12, PlaceState.OWED));
        assertThat(tracker.pendingOf(List.of(first), 9, NOW))
                .extracting(PendingFile::id)
                .containsExactly(first);
        Samples.retryLater(tracker, first, "Slow.", LATER);
        assertThat(tracker.pendingOf(List.of(first), 9, NOW)).isEmpty();
        assertThat(tracker.nextDueOf(List.of(first), NOW)).contains(LATER);
    }

    @Test
    void a_file_that_is_wanted_again_may_go_elsewhere() throws TrackerFailure {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 0))), CURSOR);
        long file = onlyPending(tracker, NEWS).id();
        Samples.done(tracker, file, stored("news/1.mp3", 12, 7), NOW, "worker_1");
        tracker.wantAgain(List.of(file));
        assertThat(tracker.toReplace(file)).isEmpty();
        assertThat(tracker.placesAfter(0, 9))
                .containsExactly(new FilePlace(file, RelativePath.parse("news/1.mp3"), 12, PlaceState.FORMER));
    }

    private PlaceState placeOf(long file) throws TrackerFailure {
        return tracker.known(file).orElseThrow().place();
    }

    private long damaged() throws TrackerFailure {
        long file = onePending();
        assertThat(tracker.known(file)).isEmpty();
        Samples.done(tracker, file, stored("news/1.mp3", 10, 7), NOW, "worker_1");
        assertThat(placeOf(file)).isEqualTo(PlaceState.KEPT);
        tracker.replace(List.of(file));
        return file;
    }

    @Test
    void a_file_that_was_stored_keeps_its_place_whatever_its_state() throws Exception {
        long file = damaged();
        assertThat(placeOf(file)).isEqualTo(PlaceState.OWED);
        tracker.select(
                NEWS,
                new Selection(
                        Set.of(),
                        1_000,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        Roles.DEFAULT,
                        List.of(),
                        List.of()));
        assertThat(tracker.known(file).orElseThrow().state()).isEqualTo(FileState.SKIPPED);
        assertThat(placeOf(file)).isEqualTo(PlaceState.OWED);
        assertThat(tracker.placesAfter(0, 9)).hasSize(1);
        assertThat(tracker.contentsAfter(0, 9)).hasSize(1);

        assertThat(tracker.replace(List.of(file))).isEqualTo(1);
        assertThat(onlyPending(tracker, NEWS).id()).isEqualTo(file);
        Samples.fail(tracker, file, "gone", "The message was deleted.", NOW);
        assertThat(placeOf(file)).isEqualTo(PlaceState.OWED);
        assertThat(tracker.replace(List.of(file))).isEqualTo(1);
        tracker.remove(List.of(file), NOW);
        assertThat(tracker.known(file).orElseThrow().state()).isEqualTo(FileState.REMOVED);
        assertThat(placeOf(file)).isEqualTo(PlaceState.FORMER);
        assertThat(tracker.replace(List.of(file))).isZero();
        assertThat(tracker.notDoneContents()).isEqualTo(new FileTotals(1, 10));
    }

    @Test
    void a_file_that_comes_back_is_done_again() throws TrackerFailure {
        long file = damaged();
        Samples.fail(tracker, file, "gone", "The message was deleted.", NOW);
        RelativePath path = RelativePath.parse("news/1.mp3");
        assertThat(tracker.takeIn(List.of(new ReturnedFile(file, path, sha256(8), false)), LATER))
                .isZero();
        assertThat(tracker.takeIn(List.of(new ReturnedFile(file, RelativePath.parse("x"), sha256(7), false)), LATER))
                .isZero();
        assertThat(tracker.takeIn(List.of(new ReturnedFile(file, path, sha256(7), false)), LATER))
                .isEqualTo(1);
        assertThat(tracker.done(file).map(StoredFile::stored)).contains(stored("news/1.mp3", 10, 7));
        assertThat(tracker.failed(BOTH, 9)).isEmpty();
        assertThat(tracker.notDoneContents()).isEqualTo(FileTotals.NONE);
    }

    @Test
    void a_place_that_was_vacated_is_nobodys_to_replace() throws TrackerFailure {
        long file = damaged();
        tracker.vacate(List.of(file));
        assertThat(placeOf(file)).isEqualTo(PlaceState.FORMER);
        assertThat(tracker.toReplace(file)).isEmpty();
        assertThat(onlyPending(tracker, NEWS).id()).isEqualTo(file);
        Samples.done(tracker, file, stored("elsewhere/1.mp3", 10, 7), NOW, "worker_1");
        assertThat(placeOf(file)).isEqualTo(PlaceState.KEPT);
    }

    @Test
    void files_have_the_places_that_they_were_moved_to() throws TrackerFailure {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 0))), CURSOR);
        long file = onlyPending(tracker, NEWS).id();
        Samples.done(tracker, file, stored("news/1.mp3", 12, 7), NOW, "worker_1");
        tracker.move(Map.of(file, RelativePath.parse("elsewhere/1.mp3")));
        assertThat(tracker.done(file).map(StoredFile::stored)).contains(stored("elsewhere/1.mp3", 12, 7));
    }

    @Test
    void an_unknown_file_cannot_be_done() throws TrackerFailure {
        assertThat(tracker.claim(List.of(99L), NOW, LATER)).isEmpty();
        assertThat(tracker.done(99, stored("a", 1, 1), NOW, "worker_1")).isFalse();
    }

    @Test
    void a_failed_file_keeps_its_reason_until_it_is_retried() throws TrackerFailure {
        long file = onePending();
        Samples.retryLater(tracker, file, "Slow.", NOW);

        Samples.fail(tracker, file, "gone", "The message was deleted.", LATER);

        assertThat(tracker.pending(BOTH, 10, LATER)).isEmpty();
        assertThat(tracker.failed(BOTH, 10))
                .containsExactly(new FailedFile(
                        file,
                        new PostId(NEWS, 1),
                        media("a", 10),
                        2,
                        "gone",
                        "The message was deleted.",
                        LATER,
                        Optional.empty()));
        assertThat(tracker.failed(List.of(MUSIC), 10)).isEmpty();
        assertThat(tracker.stats().total().failed()).isEqualTo(Map.of("gone", new FileTotals(1, 10)));

        assertThat(tracker.retryFailed(List.of(MUSIC))).isZero();
        assertThat(tracker.retryFailed(BOTH)).isEqualTo(1);
        assertThat(onlyPending(tracker, NEWS).attempts()).isZero();
        assertThat(tracker.failed(BOTH, 10)).isEmpty();
    }

    @Test
    void a_failed_file_is_retried_through_any_channel_that_holds_it() throws TrackerFailure {
        long file = onePending();
        tracker.recordPage(MUSIC, List.of(with(MUSIC, 1, media("a", 10))), CURSOR);
        Samples.fail(tracker, file, "gone", "The message was deleted.", NOW);

        assertThat(tracker.retryFailed(List.of(MUSIC))).isEqualTo(1);
    }

    @Test
    void a_file_that_is_done_is_not_taken_back_by_what_a_late_worker_says() throws TrackerFailure {
        long file = onePending();
        Samples.done(tracker, file, stored("a", 10, 1), NOW, "worker_1");
        Stats before = tracker.stats();

        Samples.retryLater(tracker, file, "Late.", LATER);
        Samples.postpone(tracker, file, LATER);
        Samples.fail(tracker, file, "late", "Late.", LATER);
        assertThat(tracker.skip(List.of(file), "late", "Late.", LATER)).isZero();

        assertThat(tracker.stats()).isEqualTo(before);
    }

    @Test
    void skipped_files_are_counted_by_cause_and_can_be_wanted_again() throws TrackerFailure {
        long file = onePending();

        assertThat(tracker.skip(List.of(file, 77L), "type", "Audio is not among the types.", NOW))
                .isEqualTo(1);
        assertThat(tracker.pending(BOTH, 10, NOW)).isEmpty();
        assertThat(tracker.stats().total().skipped()).isEqualTo(Map.of("type", new FileTotals(1, 10)));

        assertThat(tracker.wantAgain(List.of(file, 77L))).isEqualTo(1);
        assertThat(onlyPending(tracker, NEWS).id()).isEqualTo(file);
        assertThat(tracker.wantAgain(List.of(file))).isZero();
    }

    @Test
    void removed_files_are_remembered() throws TrackerFailure {
        long file = onePending();
        assertThat(tracker.remove(List.of(file), NOW)).isZero();
        Samples.done(tracker, file, stored("a", 10, 1), NOW, "worker_1");

        assertThat(tracker.remove(List.of(file), LATER)).isEqualTo(1);

        assertThat(tracker.bySha256(sha256(1))).isEmpty();
        assertThat(tracker.stats().total().removed()).isEqualTo(new FileTotals(1, 10));
        assertThat(tracker.recordPage(NEWS, List.of(with(NEWS, 2, media("a", 10))), CURSOR)
                        .newFiles())
                .isZero();
        assertThat(tracker.pending(BOTH, 10, LATER)).isEmpty();
    }

    @Test
    void runs_count_what_is_done_in_them_even_if_they_are_killed() throws TrackerFailure {
        Instant boot = NOW.minus(Duration.ofHours(1));
        long killed =
                tracker.startRun(42, boot, "boot", new RunLog.Commands("download @a", "archiver download @a"), NOW);
        long file = onePending();
        Samples.done(tracker, file, stored("a", 10, 1), NOW, "worker_1");
        tracker.recordPage(NEWS, List.of(with(NEWS, 2, media("b", 5))), CURSOR);
        Samples.fail(tracker, onlyPending(tracker, NEWS).id(), "gone", "Gone.", NOW);
        long finished = tracker.startRun(43, boot, "", "download", LATER);
        tracker.finishRun(finished, "COMPLETE", 3, 30, 1, LATER.plusMillis(5));

        assertThat(tracker.lastRuns(10))
                .containsExactly(
                        new Run(
                                finished,
                                43,
                                boot,
                                "",
                                "download",
                                "",
                                LATER,
                                Optional.of(LATER.plusMillis(5)),
                                Optional.of("COMPLETE"),
                                0,
                                3,
                                30,
                                1,
                                0,
                                0),
                        new Run(
                                killed,
                                42,
                                boot,
                                "boot",
                                "download @a",
                                "archiver download @a",
                                NOW,
                                Optional.empty(),
                                Optional.empty(),
                                2,
                                1,
                                10,
                                1,
                                0,
                                0));
        assertThat(tracker.lastRuns(1)).extracting(Run::id).containsExactly(finished);
        assertThatThrownBy(() -> tracker.finishRun(99, "COMPLETE", 0, 0, 0, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void who_was_told_to_wait_by_a_wrong_clock_is_due_at_once() throws TrackerFailure {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 10)), with(NEWS, 2, media("b", 20))), CURSOR);
        tracker.recordPage(MUSIC, List.of(with(MUSIC, 1, media("b", 20))), CURSOR);
        List<PendingFile> pending = tracker.pending(BOTH, 10, NOW);
        Samples.retryLater(tracker, pending.get(0).id(), "Slow.", LATER);
        Samples.retryLater(tracker, pending.get(1).id(), "Slow.", NOW.plus(Duration.ofDays(20_000)));

        assertThat(tracker.makeDueNow(LATER)).isEqualTo(1);
        assertThat(tracker.pending(BOTH, 10, NOW))
                .extracting(PendingFile::id)
                .containsExactly(pending.get(1).id());
        assertThat(tracker.nextDue(BOTH, NOW)).contains(LATER);
        assertThat(tracker.makeDueNow(LATER)).isZero();
        assertThat(tracker.integrityCheck()).isEmpty();
    }
}
