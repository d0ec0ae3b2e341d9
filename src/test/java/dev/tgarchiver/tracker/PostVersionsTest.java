package dev.tgarchiver.tracker;

import static dev.tgarchiver.tracker.Samples.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Reaction;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a post said, version by version. */
final class PostVersionsTest {

    private static final PostId ID = new PostId(NEWS, 7);

    private Tracker tracker;
    private final ObjectNode message = WholePosts.text(NEWS, 7, "first");

    @BeforeEach
    void open(@TempDir Path folder) throws TrackerFailure {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        Samples.remember(tracker, NEWS);
    }

    @AfterEach
    void close() throws TrackerFailure {
        tracker.close();
    }

    @Test
    void a_post_is_kept_as_telegram_gave_it() throws Exception {
        record();
        PostVersion version = only(tracker.versions(ID));
        assertThat(version.number()).isEqualTo(1);
        assertThat(version.json()).contains(new String(RawMessages.of(message).json(), StandardCharsets.UTF_8));
        assertThat(version.json().orElseThrow()).contains("\"text\":\"first\"").doesNotContain("can_be_saved");
        assertThat(tracker.post(ID).orElseThrow().detail().sender()).isEqualTo(42);
    }

    @Test
    void views_and_reactions_are_kept_as_last_seen_and_make_no_version() throws Exception {
        record();
        WholePosts.setViews(message, 20);
        WholePosts.setReactions(message, "👍", 5);
        message.put("edit_date", 1577836900);
        assertThat(record()).isEqualTo(new PageResult(0, 0, 0));

        Post post = tracker.post(ID).orElseThrow();
        assertThat(post.views()).isEqualTo(20);
        assertThat(post.detail().reactions())
                .containsExactly(new Reaction("emoji", "👍", 5), new Reaction("paid", "", 3));
        assertThat(only(tracker.versions(ID)).json().orElseThrow()).contains("\"view_count\":20");
    }

    @Test
    void an_edit_makes_a_version_and_keeps_the_older_ones() throws Exception {
        record();
        edit("second", 1577836900);
        PageResult result = edit("third", 1577837000);

        assertThat(result.edited()).isEqualTo(1);
        assertThat(tracker.versions(ID).stream().map(PostVersion::number)).containsExactly(1, 2, 3);
        assertThat(tracker.versions(ID).stream().map(PostVersion::text)).containsExactly("first", "second", "third");
        assertThat(tracker.versions(ID).get(0).json().orElseThrow()).contains("\"text\":\"first\"");
        assertThat(tracker.versions(ID).get(1).editDate()).contains(Instant.ofEpochSecond(1577836900));
        assertThat(tracker.post(ID).orElseThrow().text()).isEqualTo("third");
    }

    @Test
    void an_edit_without_a_date_makes_a_version_too() throws Exception {
        record();
        assertThat(edit("second", 0).edited()).isEqualTo(1);
        assertThat(tracker.versions(ID)).hasSize(2);
    }

    @Test
    void an_answer_that_was_in_flight_during_the_edit_changes_nothing() throws Exception {
        edit("second", 1577836900);
        message.put("edit_date", 1577836800);
        WholePosts.setText(message, "first");
        assertThat(record()).isEqualTo(new PageResult(0, 0, 0));
        assertThat(only(tracker.versions(ID)).text()).isEqualTo("second");
    }

    @Test
    void a_post_of_an_older_archiver_is_read_whole_later() throws Exception {
        tracker.recordPosts(NEWS, List.of(withoutRaw(WholePosts.post(message))));
        assertThat(only(tracker.versions(ID)).json()).isEmpty();

        assertThat(record().edited()).isZero();
        assertThat(only(tracker.versions(ID)).json()).isPresent();
    }

    @Test
    void what_an_older_archiver_knew_of_a_post_that_was_edited_since_is_its_first_version() throws Exception {
        tracker.recordPosts(NEWS, List.of(withoutRaw(WholePosts.post(message))));
        edit("second", 1577836900);

        List<PostVersion> versions = tracker.versions(ID);
        assertThat(versions.stream().map(PostVersion::text)).containsExactly("first", "second");
        assertThat(versions.get(0).json()).isEmpty();
        assertThat(versions.get(1).json()).isPresent();
    }

    @Test
    void a_deleted_post_is_marked_once_and_stays_until_it_is_seen_again() throws Exception {
        record();
        Instant at = Instant.parse("2026-11-27T10:00:00Z");
        assertThat(tracker.recordDeleted(NEWS, List.of(7L, 8L), at)).isEqualTo(1);
        assertThat(tracker.recordDeleted(NEWS, List.of(7L), at)).isZero();
        assertThat(tracker.standings(NEWS, 1, 10))
                .extracting(PostStatus::deleted)
                .containsExactly(true);
        assertThat(tracker.post(ID).orElseThrow().text()).isEqualTo("first");

        record();
        assertThat(tracker.standings(NEWS, 1, 10))
                .extracting(PostStatus::deleted)
                .containsExactly(false);
    }

    @Test
    void a_new_name_keeps_the_former_one() throws Exception {
        tracker.recordPeers(List.of(new Peer(42, Peer.Kind.USER, "Ada", List.of("ada"), "")));
        Peer married = new Peer(42, Peer.Kind.USER, "Ada Lovelace", List.of("ada", "lovelace"), "picture");
        tracker.recordPeers(List.of(married));
        tracker.recordPeers(List.of(married));

        assertThat(tracker.peer(42)).contains(married);
        assertThat(tracker.formerNames(42)).containsExactly("Ada");
        assertThat(tracker.peer(43)).isEmpty();
    }

    @Test
    void a_forgotten_channel_leaves_nothing_of_its_posts() throws Exception {
        record();
        edit("second", 1577836900);
        tracker.startForgetting(NEWS, false);
        tracker.removeStep(NEWS, tracker.nextRemoval(NEWS));
        tracker.endForgetting(NEWS);
        Samples.remember(tracker, NEWS);
        assertThat(tracker.versions(ID)).isEmpty();
        record();
        assertThat(only(tracker.versions(ID)).number()).isEqualTo(1);
    }

    private PageResult edit(String text, long editDate) throws TrackerFailure {
        WholePosts.setText(message, text);
        message.put("edit_date", editDate);
        return record();
    }

    private PageResult record() throws TrackerFailure {
        return tracker.recordPosts(NEWS, List.of(WholePosts.post(message)));
    }

    private static Post withoutRaw(Post post) {
        return new Post(
                post.id(),
                post.date(),
                post.editDate(),
                post.type(),
                post.text(),
                "",
                post.albumId(),
                post.views(),
                post.forwards(),
                post.replyTo(),
                post.author(),
                Optional.empty());
    }

    private static PostVersion only(List<PostVersion> versions) {
        assertThat(versions).hasSize(1);
        return versions.get(0);
    }
}
