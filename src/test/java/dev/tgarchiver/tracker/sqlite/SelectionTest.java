package dev.tgarchiver.tracker.sqlite;

import static dev.tgarchiver.tracker.Samples.BOTH;
import static dev.tgarchiver.tracker.Samples.CURSOR;
import static dev.tgarchiver.tracker.Samples.MUSIC;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static dev.tgarchiver.tracker.Samples.media;
import static dev.tgarchiver.tracker.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.post.SelectionChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a channel's selection does to its files. */
class SelectionTest {

    private static final Selection SMALL = upTo(100);

    @TempDir
    private Path folder;

    private SqliteTracker tracker;

    @BeforeEach
    void open() throws TrackerFailure, InterruptedException {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        Samples.remember(tracker, NEWS);
        Samples.remember(tracker, MUSIC);
    }

    @AfterEach
    void close() throws TrackerFailure, InterruptedException {
        assertThat(tracker.integrityCheck()).isEmpty();
        tracker.close();
    }

    private static Selection upTo(long bytes) {
        return new Selection(
                Set.of(),
                0,
                bytes,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of(),
                Roles.DEFAULT,
                List.of(),
                List.of());
    }

    private static Selection tagged(String hashtag) {
        return new Selection(
                Set.of(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of(hashtag),
                Roles.DEFAULT,
                List.of(),
                List.of());
    }

    private List<Long> pending(Long... chatIds) throws TrackerFailure {
        return tracker.pending(List.of(chatIds), 100, NOW).stream()
                .map(file -> file.origin().messageId())
                .sorted()
                .toList();
    }

    private Map<String, FileTotals> skipped() throws TrackerFailure, InterruptedException {
        return tracker.stats().total().skipped();
    }

    @Test
    void files_that_are_not_wanted_are_skipped_when_they_are_recorded() throws TrackerFailure, InterruptedException {
        assertThat(tracker.select(NEWS, SMALL)).isEqualTo(SelectionChange.NOTHING);
        PageResult page = tracker.recordPage(
                NEWS, List.of(with(NEWS, 1, media("a", 10)), with(NEWS, 2, media("b", 200))), CURSOR);
        assertThat(page).isEqualTo(new PageResult(2, 1, 10));
        assertThat(pending(NEWS)).containsExactly(1L);
        assertThat(skipped()).containsExactly(Map.entry("max_size", new FileTotals(1, 200)));
    }

    @Test
    void another_selection_changes_what_is_known() throws TrackerFailure, InterruptedException {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 10)), with(NEWS, 2, media("b", 200))), CURSOR);
        assertThat(tracker.select(NEWS, SMALL)).isEqualTo(new SelectionChange(1, 0));
        assertThat(pending(NEWS)).containsExactly(1L);
        assertThat(tracker.select(NEWS, SMALL)).isEqualTo(SelectionChange.NOTHING);
        assertThat(tracker.select(NEWS, upTo(5))).isEqualTo(new SelectionChange(1, 0));
        assertThat(tracker.select(NEWS, Selection.EVERYTHING)).isEqualTo(new SelectionChange(0, 2));
        assertThat(pending(NEWS)).containsExactly(1L, 2L);
        assertThat(skipped()).isEmpty();
    }

    @Test
    void what_is_done_stays_and_what_failed_stays() throws TrackerFailure, InterruptedException {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 1000)), with(NEWS, 2, media("b", 2000))), CURSOR);
        List<PendingFile> files = tracker.pending(List.of(NEWS), 10, NOW);
        Samples.done(tracker, files.get(0).id(), Samples.stored("x", 1000, 1), NOW, "worker_1");
        Samples.fail(tracker, files.get(1).id(), "gone", "It is gone.", NOW);
        assertThat(tracker.select(NEWS, SMALL)).isEqualTo(SelectionChange.NOTHING);
        assertThat(tracker.stats().total().done()).isEqualTo(new FileTotals(1, 1000));
        assertThat(tracker.failed(List.of(NEWS), 10)).hasSize(1);
        assertThat(tracker.retryFailed(List.of(NEWS))).as("nobody wants it").isZero();
    }

    @Test
    void a_file_in_two_channels_is_fetched_for_the_one_that_wants_it() throws TrackerFailure, InterruptedException {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("same", 200))), CURSOR);
        tracker.recordPage(MUSIC, List.of(with(MUSIC, 7, media("same", 200))), CURSOR);
        tracker.select(NEWS, SMALL);
        assertThat(pending(NEWS)).isEmpty();
        assertThat(tracker.pending(List.of(MUSIC), 10, NOW))
                .extracting(PendingFile::origin)
                .containsExactly(new PostId(MUSIC, 7));
        assertThat(tracker.pendingAmount(List.of(NEWS))).isEqualTo(FileTotals.NONE);
        assertThat(skipped()).isEmpty();

        assertThat(tracker.select(MUSIC, SMALL)).isEqualTo(new SelectionChange(1, 0));
        assertThat(tracker.pending(BOTH, 10, NOW)).isEmpty();
        assertThat(skipped()).containsOnlyKeys("max_size");

        assertThat(tracker.select(NEWS, Selection.EVERYTHING)).isEqualTo(new SelectionChange(0, 1));
        assertThat(tracker.pending(BOTH, 10, NOW))
                .extracting(PendingFile::origin)
                .containsExactly(new PostId(NEWS, 1));
    }

    @Test
    void what_nobody_wants_is_not_wanted_again() throws TrackerFailure, InterruptedException {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 1000))), CURSOR);
        long file = Samples.onlyPending(tracker, NEWS).id();
        Samples.done(tracker, file, Samples.stored("x", 1000, 1), NOW, "worker_1");
        tracker.select(NEWS, SMALL);
        tracker.wantAgain(List.of(file));
        assertThat(tracker.pending(BOTH, 10, NOW)).isEmpty();
        assertThat(skipped()).containsOnlyKeys("max_size");
        tracker.select(NEWS, Selection.EVERYTHING);
        assertThat(Samples.onlyPending(tracker, NEWS).id()).isEqualTo(file);
    }

    @Test
    void an_edited_caption_counts() throws TrackerFailure, InterruptedException {
        tracker.select(NEWS, tagged("edited"));
        Post post = with(NEWS, 1, media("a", 10));
        tracker.recordPage(NEWS, List.of(post), CURSOR);
        assertThat(skipped()).containsOnlyKeys("hashtag");
        Post edited =
                Samples.post(NEWS, 1, "now #edited", Optional.of(post.date().plusSeconds(1)), post.media());
        assertThat(tracker.recordPage(NEWS, List.of(edited), CURSOR).newPosts()).isZero();
        assertThat(pending(NEWS)).containsExactly(1L);
    }

    private static Post item(long id, String text, String uniqueId) {
        Post post = Samples.post(NEWS, id, text, Optional.empty(), Optional.of(media(uniqueId, 10 + id)));
        return new Post(post.id(), post.date(), post.editDate(), post.type(), text, "", 99, 0, 0, 0, "", post.media());
    }

    @Test
    void an_albums_caption_counts_for_its_items_wherever_a_page_ends() throws TrackerFailure, InterruptedException {
        tracker.select(NEWS, tagged("tag"));
        tracker.recordPage(NEWS, List.of(item(12, "", "c"), item(11, "", "b")), CURSOR);
        assertThat(skipped()).containsEntry("hashtag", new FileTotals(2, 43));
        PageResult page = tracker.recordPage(NEWS, List.of(item(10, "All of it #tag", "a")), CURSOR);
        assertThat(page).isEqualTo(new PageResult(1, 3, 20 + 21 + 22));
        assertThat(pending(NEWS)).containsExactly(10L, 11L, 12L);
        assertThat(tracker.caption(item(12, "", "c"))).isEqualTo("All of it #tag");
        assertThat(tracker.caption(item(12, "its own", "c"))).isEqualTo("its own");

        assertThat(tracker.select(NEWS, tagged("other"))).isEqualTo(new SelectionChange(3, 0));
        assertThat(tracker.select(NEWS, tagged("TAG"))).isEqualTo(new SelectionChange(0, 3));
    }

    @Test
    void a_selection_that_was_interrupted_is_done_again() throws TrackerFailure, InterruptedException {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 1000))), CURSOR);
        tracker.database().write(sql -> SelectionTable.start(sql, NEWS, SMALL));
        assertThat(tracker.select(NEWS, SMALL)).isEqualTo(new SelectionChange(1, 0));
    }

    @Test
    void an_interrupt_ends_it_and_it_is_done_again() throws TrackerFailure, InterruptedException {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 1000))), CURSOR);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> tracker.select(NEWS, SMALL)).isInstanceOf(InterruptedException.class);
        assertThat(tracker.select(NEWS, SMALL)).isEqualTo(new SelectionChange(1, 0));
    }

    private static String judge(Selection selection, Media media, String caption) {
        return new SelectionMatcher(selection)
                .judge(new SelectionMatcher.Candidate(
                        50, Instant.parse("2024-01-31T12:00:00Z"), 7, 42, media, FileRole.main(media.kind()), caption));
    }

    private static Media named(MediaKind kind, String name) {
        return new Media(kind, "x", 100, name, "", "", "", 0, 0, 0);
    }

    private static Selection names(String... globs) {
        return new Selection(
                Set.of(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(globs),
                List.of(),
                Roles.DEFAULT,
                List.of(),
                List.of());
    }

    @Test
    void names_match_as_in_a_shell() {
        Media song = named(MediaKind.AUDIO, "Live at [Rome] 1+1.MP3");
        for (String glob : List.of("*.mp3", "live*", "*at ?Rome? 1+1.mp3", "*.[a-m]p3", "*.[!x]p3", "*.mp3\\E|*")) {
            String expected = glob.contains("\\") ? "name" : "";
            assertThat(judge(names(glob), song, "")).as(glob).isEqualTo(expected);
        }
        for (String glob : List.of("mp3", "*.mp", "[rome]*", "1*", "*.[!m]p3", "(")) {
            assertThat(judge(names(glob), song, "")).as(glob).isEqualTo("name");
        }
        assertThat(judge(names("x", "*.jpg"), named(MediaKind.PHOTO, ""), "")).isEmpty();
        assertThat(judge(names("x", "*[[]*"), song, "")).isEmpty();
    }

    @Test
    void posts_are_chosen_by_topic_and_sender() {
        Media file = named(MediaKind.PHOTO, "");
        assertThat(judge(Selection.EVERYTHING.with(List.of("1", "7"), List.of("42")), file, ""))
                .isEmpty();
        assertThat(judge(Selection.EVERYTHING.with(List.of("1"), List.of("42")), file, ""))
                .isEqualTo("topic");
        assertThat(judge(Selection.EVERYTHING.with(List.of("7"), List.of("-42", "43")), file, ""))
                .isEqualTo("sender");
    }

    @Test
    void hashtags_are_whole_words() {
        Media file = named(MediaKind.PHOTO, "");
        for (String caption : List.of("#tag", "see #TAG!", "#tag#more", "(#tag)", "a\n#tag\nb")) {
            assertThat(judge(tagged("tag"), file, caption)).as(caption).isEmpty();
        }
        for (String caption : List.of("", "tag", "#tags", "#tag_2", "no#tag", "#ta g")) {
            assertThat(judge(tagged("tag"), file, caption)).as(caption).isEqualTo("hashtag");
        }
        assertThat(judge(tagged("музыка"), file, "Это #Музыка.")).isEmpty();
    }

    @Test
    void sizes_dates_and_numbers_include_their_bounds() {
        Media file = named(MediaKind.DOCUMENT, "f");
        Instant noon = Instant.parse("2024-01-31T12:00:00Z");
        assertThat(judge(
                        new Selection(
                                Set.of(MediaKind.DOCUMENT),
                                100,
                                100,
                                Optional.of(noon),
                                Optional.of(noon),
                                50,
                                50,
                                List.of(),
                                List.of(),
                                Roles.DEFAULT,
                                List.of(),
                                List.of()),
                        file,
                        ""))
                .isEmpty();
        assertThat(judge(upTo(99), file, "")).isEqualTo("max_size");
        Media unknownSize = new Media(MediaKind.DOCUMENT, "x", 0, "f", "", "", "", 0, 0, 0);
        Selection huge = new Selection(
                Set.of(),
                1000,
                2000,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of(),
                Roles.DEFAULT,
                List.of(),
                List.of());
        assertThat(judge(huge, unknownSize, "")).isEmpty();
        assertThat(judge(huge, file, "")).isEqualTo("min_size");
    }
}
