package dev.tgarchiver.tdlib.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.LoginNeeded;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RotatingHistoryTest {

    private static final long CHAT = -1001;
    private static final int PAGE = 100;
    private static final int PAGES = ClientMemory.MOST / PAGE;

    private final List<String> asked = new ArrayList<>();
    private final List<String> learned = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private int successors;
    private boolean stranger;
    private boolean media;
    private @Nullable TelegramFailure opening;
    private @Nullable TelegramFailure walking;
    private long now;
    private long end = 1;

    private final RotatingHistory walk = new RotatingHistory(new Source("main"), this::successor, () -> now);

    private final class Source implements HistorySource {
        private final String name;

        Source(String name) {
            this.name = name;
        }

        @Override
        public long refresh(long chatId, long known) {
            asked.add(name);
            learned.add(name + " " + known);
            return end;
        }

        @Override
        public List<Post> older(long chatId, long before) throws TelegramFailure {
            if (walking != null && !name.equals("main")) {
                throw walking;
            }
            asked.add(name);
            return LongStream.range(0, PAGE)
                    .mapToObj(i -> post(new PostId(chatId, before - i)))
                    .toList();
        }

        @Override
        public long lastUntil(long chatId, Instant date) {
            return 0;
        }

        @Override
        public List<Post> newer(long chatId, long after) throws TelegramFailure {
            return older(chatId, after + PAGE);
        }
    }

    private RotatingHistory.Successor successor() throws TelegramFailure {
        if (opening != null) {
            throw opening;
        }
        int number = ++successors;
        return new RotatingHistory.Successor() {
            @Override
            public boolean resolve(long chatId) {
                return !stranger;
            }

            @Override
            public HistorySource history() {
                return new Source("further " + number);
            }

            @Override
            public void close() {
                closed.add(number);
            }
        };
    }

    private Post post(PostId id) {
        Post text = new Post(id, Instant.EPOCH, Optional.empty(), "text", "Hi", "", 0, 0, 0, 0, "", Optional.empty());
        return media ? text.withMedia(new Media(MediaKind.PHOTO, "id", 1, "", "", "", "", 0, 0, 0)) : text;
    }

    private void pages(int count) throws TelegramFailure, InterruptedException {
        for (int i = 0; i < count; i++) {
            assertThat(walk.older(CHAT, 1_000_000)).hasSize(PAGE);
        }
    }

    private String last() {
        return asked.get(asked.size() - 1);
    }

    @Test
    void a_walk_that_TDLib_can_forget_in_time_stays_with_the_main_client() throws Exception {
        for (int i = 0; i < 10; i++) {
            pages(PAGES - 1);
            now += ClientMemory.KEPT.toNanos() + 1;
        }
        assertThat(asked).containsOnly("main");
        assertThat(successors).isZero();
    }

    @Test
    void a_fast_one_goes_on_with_one_further_client_after_the_other() throws Exception {
        pages(PAGES);
        assertThat(last()).isEqualTo("main");
        pages(1);
        assertThat(last()).isEqualTo("further 1");
        assertThat(walk.newer(CHAT, 5)).hasSize(PAGE);
        assertThat(last()).isEqualTo("further 1");
        pages(PAGES);
        assertThat(last()).isEqualTo("further 2");
        assertThat(closed).containsExactly(1);
        walk.close();
        assertThat(closed).containsExactly(1, 2);
    }

    @Test
    void files_are_remembered_for_ever_however_slow_the_walk() throws Exception {
        media = true;
        int pages = (PAGES + 2) / ClientMemory.WEIGHT_OF_FILE;
        for (int page = 0; page < pages; page++) {
            pages(1);
            now += ClientMemory.KEPT.toNanos() + 1;
        }
        assertThat(last()).isEqualTo("main");
        pages(1);
        assertThat(last()).isEqualTo("further 1");
    }

    @Test
    void a_fast_walk_remembers_posts_and_files() throws Exception {
        media = true;
        pages((PAGES + ClientMemory.WEIGHT_OF_FILE) / (1 + ClientMemory.WEIGHT_OF_FILE));
        assertThat(last()).isEqualTo("main");
        pages(1);
        assertThat(last()).isEqualTo("further 1");
    }

    @Test
    void only_the_main_client_learns_what_is_new() throws Exception {
        pages(PAGES + 1);
        walk.refresh(CHAT, 1);
        assertThat(last()).isEqualTo("main");
    }

    @Test
    void a_further_client_learns_of_each_chat_once_how_far_it_goes() throws Exception {
        end = 700;
        walk.refresh(CHAT, 1);
        pages(PAGES + 2);
        walk.refresh(CHAT - 1, 5);
        walk.older(CHAT - 1, 0);
        walk.older(CHAT - 1, 50);
        assertThat(learned).containsExactly("main 1", "further 1 699", "main 5", "further 1 699");
        pages(PAGES);
        assertThat(last()).isEqualTo("further 2");
        assertThat(learned).endsWith("further 2 699");
    }

    @Test
    void what_a_further_client_cannot_see_the_main_client_reads() throws Exception {
        stranger = true;
        pages(2 * PAGES);
        assertThat(asked).containsOnly("main");
    }

    @Test
    void when_none_can_be_opened_the_main_client_goes_on() throws Exception {
        opening = new Transient("no more memory");
        pages(3 * PAGES);
        assertThat(asked).containsOnly("main");
    }

    @Test
    void a_lost_login_is_left_to_the_main_client_to_find() throws Exception {
        pages(PAGES);
        walking = new LoginNeeded("gone");
        pages(1);
        assertThat(last()).isEqualTo("main");
        assertThat(closed).containsExactly(1);
        walking = null;
        pages(PAGES + 1);
        assertThat(asked).containsOnly("main");
    }
}
