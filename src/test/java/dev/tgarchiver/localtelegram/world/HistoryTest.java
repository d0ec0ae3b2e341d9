package dev.tgarchiver.localtelegram.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final int COUNT = 10;

    private final Channel channel = new World().channel("Test").posts(COUNT, id -> PostDraft.text("Post " + id));
    private final History history = channel.history();

    @Test
    void first_page_is_the_newest() {
        assertThat(ids(Window.before(0, 3))).containsExactly(10, 9, 8);
        assertThat(history.slice(Window.before(0, 3), PostFilter.ALL, "").total())
                .isEqualTo(COUNT);
    }

    @Test
    void page_before_an_id_does_not_hold_it() {
        assertThat(ids(Window.before(5, 3))).containsExactly(4, 3, 2);
        assertThat(ids(Window.before(3, 9))).containsExactly(2, 1);
        assertThat(ids(Window.before(1, 9))).isEmpty();
        assertThat(ids(Window.before(99, 2))).containsExactly(10, 9);
    }

    @Test
    void hidden_posts_are_in_no_page_and_can_be_had_by_their_ids() {
        history.hide(9, 4);
        assertThat(ids(Window.before(0, 3))).containsExactly(10, 8, 7);
        assertThat(ids(moved(5, -2, 4))).containsExactly(6, 5, 3, 2);
        assertThat(history.required(9).text()).isEqualTo("Post 9");
        assertThat(history.ids()).hasSize(COUNT);
    }

    @Test
    void negative_offset_moves_the_window_towards_newer_posts() {
        assertThat(ids(moved(5, -1, 3))).containsExactly(5, 4, 3);
        assertThat(ids(moved(5, -3, 3))).containsExactly(7, 6, 5);
        assertThat(ids(moved(5, -4, 2))).containsExactly(8, 7);
        assertThat(ids(moved(5, 2, 2))).containsExactly(2, 1);
    }

    @Test
    void window_that_lies_beyond_the_newest_is_cut() {
        assertThat(ids(moved(9, -5, 4))).containsExactly(10);
        assertThat(ids(moved(0, -1, 3))).containsExactly(10, 9);
        assertThat(ids(moved(9, -20, 4))).isEmpty();
    }

    @Test
    void bounds_are_exclusive() {
        assertThat(ids(new Window(0, null, 0, 100, 7, 3))).containsExactly(6, 5, 4);
    }

    @Test
    void window_by_date_begins_with_the_newest_before_it() {
        Instant fourth = history.required(4).date();
        assertThat(ids(new Window(0, fourth, 0, 2, 0, 0))).containsExactly(3, 2);
        assertThat(ids(new Window(0, fourth.plusSeconds(1), 0, 2, 0, 0))).containsExactly(4, 3);
        assertThat(ids(new Window(0, Instant.EPOCH, 0, 2, 0, 0))).isEmpty();
    }

    @Test
    void deleted_and_omitted_posts_are_not_there() {
        history.delete(10, 7);
        history.omit(2, 3);
        assertThat(ids(Window.before(0, 100))).containsExactly(9, 8, 6, 5, 4, 1);
        assertThat(history.topId()).isEqualTo(9);
        assertThat(history.count()).isEqualTo(6);
        assertThat(history.find(7)).isNull();
        assertThat(ids(moved(5, -2, 2))).containsExactly(6, 5);
    }

    @Test
    void filter_and_count_see_only_their_kind() {
        channel.post(PostDraft.media(Media.voice(RemoteFile.ofSize(10))));
        channel.post(PostDraft.text("Last"));
        Slice found = history.slice(Window.before(0, 5), PostFilter.VOICE, "");
        assertThat(found.posts()).extracting(Post::id).containsExactly(11);
        assertThat(found.total()).isEqualTo(1);
        assertThat(history.slice(Window.before(0, 5), PostFilter.ALL, "last").posts())
                .extracting(Post::id)
                .containsExactly(12);
    }

    @Test
    void every_change_counts_and_is_remembered() {
        int before = history.pts();
        channel.post(PostDraft.text("New"));
        history.edit(3, PostDraft.text("Changed"));
        history.delete(1, 2);
        assertThat(history.pts()).isEqualTo(before + 4);
        assertThat(history.since(before)).hasSize(3);
        assertThat(history.since(before + 1)).hasSize(2);
        assertThat(history.since(before - 1)).isNull();
        assertThat(history.required(3).text()).isEqualTo("Changed");
    }

    @Test
    void edited_media_is_another_file() {
        Post first = channel.post(PostDraft.media(Media.document("a", RemoteFile.ofSize(10))));
        Post second = history.edit(first.id(), PostDraft.media(Media.document("a", RemoteFile.ofSize(10))));
        assertThat(file(second).id()).isNotEqualTo(file(first).id());
        assertThat(file(second).sha256()).isNotEqualTo(file(first).sha256());
    }

    @Test
    void million_posts_cost_nothing() {
        History large = new World()
                .channel("Large")
                .posts(1_000_000, id -> PostDraft.text("Post " + id))
                .history();
        assertThat(large.slice(Window.before(500_000, 100), PostFilter.ALL, "").posts())
                .hasSize(100);
        assertThat(large.required(1_000_000).date()).isBefore(Instant.now());
    }

    private static RemoteFile file(Post post) {
        return Objects.requireNonNull(post.media()).file();
    }

    private static Window moved(int offsetId, int addOffset, int limit) {
        return new Window(offsetId, null, addOffset, limit, 0, 0);
    }

    private List<Integer> ids(Window window) {
        return history.slice(window, PostFilter.ALL, "").posts().stream()
                .map(Post::id)
                .toList();
    }
}
