package dev.tgarchiver.tracker;

import static dev.tgarchiver.tracker.Samples.BOTH;
import static dev.tgarchiver.tracker.Samples.CURSOR;
import static dev.tgarchiver.tracker.Samples.MUSIC;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static dev.tgarchiver.tracker.Samples.edited;
import static dev.tgarchiver.tracker.Samples.media;
import static dev.tgarchiver.tracker.Samples.onlyPending;
import static dev.tgarchiver.tracker.Samples.stored;
import static dev.tgarchiver.tracker.Samples.text;
import static dev.tgarchiver.tracker.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.Walked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is recorded of channels and their posts. */
public abstract class RecordingContract extends TrackerContract {

    @Test
    void a_channel_keeps_its_folder_when_it_is_renamed() throws TrackerFailure {
        Channel renamed =
                new Channel(NEWS, "Other", Optional.of("other"), List.of("second", "third"), Channel.Type.GROUP);

        ChannelRow row = tracker.remember(renamed, taken -> {
            throw new AssertionError("asked for a folder again");
        });

        assertThat(row)
                .isEqualTo(new ChannelRow(
                        NEWS,
                        "Other",
                        Optional.of("other"),
                        List.of("second", "third"),
                        Channel.Type.GROUP,
                        "channel " + NEWS,
                        Walked.NOTHING,
                        0,
                        List.of(),
                        List.of()));
        assertThat(tracker.channels()).extracting(ChannelRow::chatId).containsExactly(NEWS, MUSIC);
    }

    @Test
    void posts_that_are_recorded_outside_a_walk_leave_the_cursor_where_it_is() throws TrackerFailure {
        tracker.recordPage(NEWS, List.of(with(NEWS, 5, media("five", 50))), CURSOR);

        PageResult result = tracker.recordPosts(NEWS, List.of(with(NEWS, 3, media("three", 30))));

        assertThat(result).isEqualTo(new PageResult(1, 1, 30));
        assertThat(tracker.channel(NEWS).orElseThrow().walked()).isEqualTo(Walked.of(List.of(CURSOR)));
        assertThat(tracker.pending(BOTH, 10, NOW))
                .extracting(file -> file.media().uniqueId())
                .containsExactly("three", "five");
    }

    @Test
    void posts_that_a_walk_missed_are_judged_by_the_next_selection() throws Exception {
        Selection large = new Selection(
                Set.of(),
                40,
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of(),
                Roles.DEFAULT,
                List.of(),
                List.of());
        tracker.recordPage(NEWS, List.of(with(NEWS, 5, media("five", 50))), CURSOR);
        tracker.select(NEWS, large);

        tracker.recordMissed(NEWS, List.of(with(NEWS, 3, media("three", 30))));
        assertThat(tracker.pending(BOTH, 10, NOW)).hasSize(2);

        tracker.select(NEWS, large);
        assertThat(onlyPending(tracker, NEWS).media().uniqueId()).isEqualTo("five");
    }

    @Test
    void the_archive_tells_how_it_stands_with_every_post_of_a_range() throws TrackerFailure {
        tracker.recordPage(
                NEWS,
                List.of(
                        with(NEWS, 4, media("four", 40)),
                        text(NEWS, 3, "words"),
                        with(NEWS, 2, media("", 20)),
                        with(NEWS, 1, media("one", 10))),
                CURSOR);
        long first = tracker.pending(BOTH, 1, NOW).get(0).id();
        Samples.fail(tracker, first, "gone", "It is gone.", NOW);

        assertThat(tracker.standings(NEWS, 1, 3))
                .containsExactly(
                        new PostStatus(
                                1,
                                0,
                                Optional.of(new PostStatus.File(
                                        "one", "audio", "one.mp3", 10, FileState.FAILED, "gone", "It is gone."))),
                        new PostStatus(
                                2,
                                0,
                                Optional.of(new PostStatus.File("", "audio", ".mp3", 20, FileState.PENDING, "", ""))),
                        new PostStatus(3, 0, Optional.empty()));
        assertThat(tracker.standings(MUSIC, 1, 3)).isEmpty();
        assertThat(tracker.standings(-1999, 1, 3)).isEmpty();
    }

    @Test
    void a_channel_gets_no_folder_that_another_one_has_in_whatever_case() throws TrackerFailure {
        Channel third = Samples.channel(-1003);

        assertThatThrownBy(() -> tracker.remember(third, taken -> "CHANNEL " + NEWS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another channel's");
        assertThat(tracker.channel(-1003)).isEmpty();
        assertThat(tracker.remember(third, taken -> taken.contains("CHANNEL " + NEWS) ? "free" : "taken")
                        .directory())
                .isEqualTo("free");
    }

    @Test
    void a_page_brings_posts_pending_files_and_what_was_walked() throws TrackerFailure {
        Media song = media("song", 5_000);

        PageResult result =
                tracker.recordPage(NEWS, List.of(with(NEWS, 7, song), text(NEWS, 6, "hello")), IdRange.upTo(7));

        assertThat(result).isEqualTo(new PageResult(2, 1, 5_000));
        assertThat(tracker.channel(NEWS).orElseThrow().walked()).isEqualTo(Walked.of(List.of(IdRange.upTo(7))));
        PendingFile pending = onlyPending(tracker, NEWS);
        assertThat(pending).isEqualTo(new PendingFile(pending.id(), new PostId(NEWS, 7), song, Samples.dateOf(7), 0));
        assertThat(tracker.pending(List.of(MUSIC), 10, NOW)).isEmpty();
    }

    @Test
    void the_longest_waiting_file_is_the_one_that_was_seen_first_in_any_channel() throws TrackerFailure {
        tracker.recordPage(NEWS, List.of(with(NEWS, 9, media("large", 9_000))), CURSOR);
        tracker.recordPage(MUSIC, List.of(with(MUSIC, 1, media("old", 10))), CURSOR);
        tracker.recordPage(NEWS, List.of(with(NEWS, 10, media("small", 1))), CURSOR);

        assertThat(tracker.longestWaiting(Samples.BOTH, 2, NOW))
                .extracting(file -> file.media().uniqueId())
                .containsExactly("large", "old");

        PendingFile first = tracker.longestWaiting(Samples.BOTH, 1, NOW).get(0);
        Samples.retryLater(tracker, first.id(), "no answer", NOW.plusSeconds(60));
        assertThat(tracker.longestWaiting(Samples.BOTH, 1, NOW))
                .extracting(file -> file.media().uniqueId())
                .containsExactly("old");
    }

    @Test
    void a_post_is_read_as_it_was_recorded() throws TrackerFailure {
        Media media = new Media(MediaKind.VIDEO_NOTE, "u", 1L << 40, "n\u0000\uD83D\uDE00", "m", "p", "t", 1, 2, 3);
        Post post = new Post(
                new PostId(NEWS, 4_000_000_000L),
                Instant.ofEpochSecond(5_000_000_000L),
                Optional.of(Instant.ofEpochSecond(5_000_000_001L)),
                "video_note",
                "text",
                "[{}]",
                Long.MIN_VALUE,
                Integer.MAX_VALUE,
                3,
                9,
                "author",
                Optional.of(media));

        tracker.recordPage(NEWS, List.of(post, text(NEWS, 1, "")), CURSOR);

        assertThat(tracker.post(post.id())).contains(post);
        assertThat(tracker.post(new PostId(NEWS, 1))).contains(text(NEWS, 1, ""));
        assertThat(tracker.post(new PostId(NEWS, 2))).isEmpty();
        assertThat(tracker.post(new PostId(-1, 1))).isEmpty();
    }

    @Test
    void a_page_seen_again_changes_nothing() throws TrackerFailure {
        List<Post> page = List.of(with(NEWS, 2, media("a", 10)), with(NEWS, 1, media("", 20)), text(NEWS, 3, "x"));
        tracker.recordPage(NEWS, page, CURSOR);
        Stats before = tracker.stats();

        assertThat(tracker.recordPage(NEWS, page, CURSOR)).isEqualTo(new PageResult(0, 0, 0));

        assertThat(tracker.stats()).isEqualTo(before);
        assertThat(before.total().posts()).isEqualTo(3);
        assertThat(before.total().pending()).isEqualTo(new FileTotals(2, 30));
    }

    @Test
    void a_page_with_a_wrong_post_is_not_recorded_at_all() throws TrackerFailure {
        List<Post> page = List.of(with(NEWS, 2, media("a", 10)), text(MUSIC, 1, ""));

        assertThatThrownBy(() -> tracker.recordPage(NEWS, page, CURSOR)).isInstanceOf(IllegalArgumentException.class);

        assertThat(tracker.post(new PostId(NEWS, 2))).isEmpty();
        assertThat(tracker.channel(NEWS).orElseThrow().walked()).isEqualTo(Walked.NOTHING);
        assertThatThrownBy(() -> tracker.recordPage(-5, List.of(), CURSOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never remembered");
    }

    @Test
    void media_without_an_identity_gets_the_post_s() throws TrackerFailure {
        tracker.recordPage(NEWS, List.of(with(NEWS, 2, media("", 10)), with(NEWS, 1, media("", 10))), CURSOR);

        assertThat(tracker.pending(BOTH, 10, NOW))
                .extracting(
                        file -> file.origin().messageId(), file -> file.media().uniqueId())
                .containsExactly(tuple(1L, ""), tuple(2L, ""));
    }

    @Test
    void a_known_remote_file_is_not_pending_again() throws TrackerFailure {
        tracker.recordPage(NEWS, List.of(with(NEWS, 5, media("a", 10))), CURSOR);

        assertThat(tracker.recordPage(MUSIC, List.of(with(MUSIC, 3, media("a", 10))), CURSOR))
                .isEqualTo(new PageResult(1, 0, 0));

        PendingFile file = onlyPending(tracker, NEWS);
        assertThat(onlyPending(tracker, MUSIC)).isEqualTo(file);
        assertThat(onlyPending(tracker, NEWS, MUSIC)).isEqualTo(file);
        assertThat(tracker.postsOf(file.id())).containsExactly(new PostId(MUSIC, 3), new PostId(NEWS, 5));
        for (List<Long> channels : List.of(List.of(NEWS), List.of(MUSIC), BOTH)) {
            assertThat(tracker.pendingAmount(channels)).isEqualTo(new FileTotals(1, 10));
        }

        Samples.done(tracker, file.id(), stored("a", 10, 1), NOW, "worker_1");
        assertThat(tracker.pending(BOTH, 10, NOW)).isEmpty();
        assertThat(tracker.recordPage(MUSIC, List.of(with(MUSIC, 4, media("a", 10))), CURSOR))
                .isEqualTo(new PageResult(1, 0, 0));
        assertThat(tracker.pending(BOTH, 10, NOW)).isEmpty();
        assertThat(tracker.stats().total().deduplicatedBytes()).isEqualTo(20);
    }

    @Test
    void an_edited_post_is_updated_and_an_older_answer_is_not_taken_for_an_edit() throws TrackerFailure {
        Post first = text(NEWS, 1, "first");
        Post second = edited(first, NOW, Optional.empty());
        tracker.recordPage(NEWS, List.of(first), CURSOR);

        tracker.recordPage(NEWS, List.of(second), CURSOR);
        assertThat(tracker.post(first.id())).contains(second);

        tracker.recordPage(NEWS, List.of(first), CURSOR);
        assertThat(tracker.post(first.id())).contains(second);
    }

    @Test
    void a_post_edited_to_another_file_points_to_that_one() throws TrackerFailure {
        Post first = with(NEWS, 1, media("a", 10));
        tracker.recordPage(NEWS, List.of(first), CURSOR);
        PendingFile old = onlyPending(tracker, NEWS);
        Samples.done(tracker, old.id(), stored("a", 10, 1), NOW, "worker_1");

        PageResult result = tracker.recordPage(NEWS, List.of(edited(first, NOW, Optional.of(media("b", 20)))), CURSOR);

        assertThat(result).isEqualTo(new PageResult(0, 1, 20));
        assertThat(onlyPending(tracker, NEWS).media().uniqueId()).isEqualTo("b");
        assertThat(tracker.done(old.id())).isPresent();
        assertThat(tracker.postsOf(old.id())).isEmpty();
        assertThat(tracker.wantAgain(List.of(old.id()))).isZero();
    }

    @Test
    void a_pending_file_that_no_post_holds_any_more_is_skipped_until_one_does() throws TrackerFailure {
        Post first = with(NEWS, 1, media("a", 10));
        tracker.recordPage(NEWS, List.of(first), CURSOR);

        tracker.recordPage(NEWS, List.of(edited(first, NOW, Optional.empty())), CURSOR);
        assertThat(tracker.pending(BOTH, 10, NOW)).isEmpty();
        assertThat(tracker.stats().total().skipped()).containsEntry(FileQueue.REPLACED, new FileTotals(1, 10));

        tracker.recordPage(MUSIC, List.of(with(MUSIC, 9, media("a", 10))), CURSOR);
        assertThat(onlyPending(tracker, MUSIC).origin()).isEqualTo(new PostId(MUSIC, 9));
        assertThat(tracker.pending(List.of(NEWS), 10, NOW)).isEmpty();
    }

    @Test
    void a_file_whose_origin_was_edited_is_fetched_through_another_post() throws TrackerFailure {
        Post first = with(NEWS, 1, media("a", 10));
        tracker.recordPage(NEWS, List.of(first), CURSOR);
        tracker.recordPage(MUSIC, List.of(with(MUSIC, 9, media("a", 10))), CURSOR);

        tracker.recordPage(NEWS, List.of(edited(first, NOW, Optional.empty())), CURSOR);

        PendingFile file = onlyPending(tracker, NEWS, MUSIC);
        assertThat(file.origin()).isEqualTo(new PostId(MUSIC, 9));
        assertThat(file.postDate()).isEqualTo(Samples.dateOf(9));
        assertThat(tracker.pending(List.of(NEWS), 10, NOW)).isEmpty();
    }

    @Test
    void a_file_is_repointed_only_to_a_post_that_holds_it() throws TrackerFailure {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 10)), text(NEWS, 2, "")), CURSOR);
        tracker.recordPage(MUSIC, List.of(with(MUSIC, 9, media("a", 10))), CURSOR);
        long file = onlyPending(tracker, NEWS).id();

        assertThat(tracker.changeOrigin(file, new PostId(NEWS, 2))).isFalse();
        assertThat(tracker.changeOrigin(file, new PostId(NEWS, 3))).isFalse();
        assertThat(onlyPending(tracker, NEWS).origin()).isEqualTo(new PostId(NEWS, 1));

        assertThat(tracker.changeOrigin(file, new PostId(MUSIC, 9))).isTrue();
        assertThat(onlyPending(tracker, NEWS).origin()).isEqualTo(new PostId(MUSIC, 9));
        assertThat(tracker.pendingAmount(List.of(NEWS))).isEqualTo(new FileTotals(1, 10));
        assertThat(tracker.pendingAmount(BOTH)).isEqualTo(new FileTotals(1, 10));
    }
}
