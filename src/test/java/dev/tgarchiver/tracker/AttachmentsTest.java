package dev.tgarchiver.tracker;

import static dev.tgarchiver.tracker.Samples.BOTH;
import static dev.tgarchiver.tracker.Samples.MUSIC;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostDetail;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.PostThread;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.post.SelectionChange;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts with several files. */
final class AttachmentsTest {

    private Tracker tracker;

    @BeforeEach
    void open(@TempDir Path folder) throws TrackerFailure {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        Samples.remember(tracker, NEWS);
        Samples.remember(tracker, MUSIC);
    }

    @AfterEach
    void isSound() throws TrackerFailure {
        assertThat(tracker.integrityCheck()).isEmpty();
        tracker.close();
    }

    @Test
    void all_files_of_a_post_are_fetched() throws Exception {
        PageResult result = record(post(NEWS, 1, "photo=main", "live_photo_video=moving", "preview=page"));
        assertThat(result.newFiles()).isEqualTo(3);
        assertThat(pending()).containsExactlyInAnyOrder("main", "moving", "page");
        assertThat(tracker.post(new PostId(NEWS, 1)).orElseThrow().detail().attachments())
                .extracting(attachment -> attachment.role().toString())
                .containsExactly("live_photo_video", "preview");
    }

    @Test
    void what_telegram_derives_is_left_out() throws Exception {
        record(post(NEWS, 1, "video=main", "thumbnail=small", "alternative=low", "cover=cover"));
        assertThat(pending()).containsExactlyInAnyOrder("main", "cover");
        assertThat(tracker.stats().channels().get(0).leftOut())
                .containsOnlyKeys("thumbnail", "alternative")
                .extractingByKey("thumbnail")
                .extracting(FileTotals::files)
                .isEqualTo(1L);
    }

    @Test
    void what_telegram_derives_is_fetched_where_its_role_is_asked_for() throws Exception {
        select(NEWS, "main", "alternative");
        record(post(NEWS, 1, "video=main", "thumbnail=small", "alternative=low", "cover=cover"));
        assertThat(pending()).containsExactlyInAnyOrder("main", "low");
    }

    @Test
    void a_file_is_fetched_once_for_several_posts_of_which_one_wants_it() throws Exception {
        select(NEWS, Roles.NO_PREVIEWS);
        record(post(NEWS, 1, "preview=same"));
        assertThat(pending()).isEmpty();
        record(post(MUSIC, 1, "photo=same"));
        assertThat(pending()).containsExactly("same");
        assertThat(tracker.postsOf(file("same"))).containsExactly(new PostId(NEWS, 1), new PostId(MUSIC, 1));
        assertThat(tracker.pending(BOTH, 10, NOW).get(0).origin().chatId()).isEqualTo(MUSIC);
    }

    @Test
    void another_selection_judges_attachments_again() throws Exception {
        record(post(NEWS, 1, "photo=main", "preview=page"));
        assertThat(select(NEWS, Roles.NO_PREVIEWS).skipped()).isEqualTo(1);
        assertThat(pending()).containsExactly("main");
        assertThat(select(NEWS).wanted()).isEqualTo(1);
        assertThat(pending()).containsExactlyInAnyOrder("main", "page");
    }

    @Test
    void an_attachment_that_was_exchanged_is_no_longer_fetched() throws Exception {
        record(post(NEWS, 1, "preview=old", "paid_media/2=second"));
        record(post(NEWS, 1, "preview=new"));
        assertThat(pending()).containsExactly("new");
    }

    @Test
    void a_stored_attachment_of_an_older_version_stays() throws Exception {
        record(post(NEWS, 1, "preview=old"));
        long old = file("old");
        boolean unused = Samples.done(
                tracker, old, new Stored(RelativePath.parse("old.jpg"), 10, "0".repeat(64), false), NOW, "worker_1");
        record(post(NEWS, 1, "preview=new"));
        assertThat(tracker.done(old)).isPresent();
    }

    @Test
    void a_file_that_moves_within_its_post_stays_wanted() throws Exception {
        record(post(NEWS, 1, "paid_media/1=a", "paid_media/2=b"));
        record(post(NEWS, 1, "paid_media/1=b", "paid_media/2=a"));
        assertThat(pending()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_forgotten_channel_keeps_the_files_of_others() throws Exception {
        record(post(NEWS, 1, "preview=shared", "cover=own"));
        record(post(MUSIC, 1, "paid_media/1=shared"));
        tracker.startForgetting(NEWS, false);
        tracker.removeStep(NEWS, tracker.nextRemoval(NEWS));
        tracker.endForgetting(NEWS);
        assertThat(tracker.pending(List.of(MUSIC), 10, NOW))
                .extracting(pending -> pending.media().uniqueId())
                .containsExactly("shared");
    }

    @Test
    void a_post_that_was_named_brings_its_attachments() throws Exception {
        select(NEWS, Roles.NO_PREVIEWS);
        record(post(NEWS, 1, "preview=page"));
        Post named = post(NEWS, 1, "preview=page");
        assertThat(tracker.recordNamed(NEWS, List.of(named), Selection.EVERYTHING))
                .containsExactly(named.id());
        assertThat(pending()).containsExactly("page");
    }

    @Test
    void a_post_that_was_named_brings_what_telegram_derives_where_its_role_is_asked_for() throws Exception {
        Post known = post(NEWS, 1, "video=main", "thumbnail=small", "alternative=low");
        record(known);
        Post unknown = post(NEWS, 2, "video=other", "thumbnail=tiny", "alternative=slow");
        Selection selection = Selection.EVERYTHING.withRoles(new Roles(List.of("main", "alternative")));
        assertThat(tracker.recordNamed(NEWS, List.of(known, unknown), selection))
                .hasSize(2);
        assertThat(pending()).containsExactlyInAnyOrder("main", "low", "other", "slow");
    }

    private PageResult record(Post post) throws TrackerFailure {
        return tracker.recordPosts(post.id().chatId(), List.of(post));
    }

    private SelectionChange select(long chatId, String... roles) throws TrackerFailure, InterruptedException {
        return tracker.select(
                chatId,
                new Selection(
                        Set.of(),
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        new Roles(List.of(roles)),
                        List.of(),
                        List.of()));
    }

    private List<String> pending() throws TrackerFailure {
        return tracker.pending(BOTH, 10, NOW).stream()
                .map(file -> file.media().uniqueId())
                .toList();
    }

    private long file(String uniqueId) throws TrackerFailure {
        return tracker.pending(BOTH, 10, NOW).stream()
                .filter(file -> file.media().uniqueId().equals(uniqueId))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** @param files {@code role=unique id} */
    private static Post post(long chatId, long messageId, String... files) {
        List<Attachment> attachments =
                Arrays.stream(files).map(AttachmentsTest::attachment).toList();
        return new Post(
                new PostId(chatId, messageId),
                Samples.dateOf(messageId),
                Optional.empty(),
                "text",
                String.join(" ", files),
                "",
                0,
                0,
                0,
                0,
                "",
                attachments.stream()
                        .filter(attachment -> attachment.role().isMain())
                        .map(Attachment::media)
                        .findFirst(),
                new PostDetail(0, 0, PostThread.NONE, 0, List.of(), attachments, Set.of(), Optional.empty()));
    }

    private static Attachment attachment(String file) {
        String[] parts = file.split("=");
        FileRole role = FileRole.parse(parts[0]);
        MediaKind kind = MediaKind.of(role.name()).orElse(MediaKind.PHOTO);
        return new Attachment(role, new Media(kind, parts[1], 10, "", "", "", "", 0, 0, 0));
    }
}
