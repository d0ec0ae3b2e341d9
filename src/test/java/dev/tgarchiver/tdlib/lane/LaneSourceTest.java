package dev.tgarchiver.tdlib.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostLookups;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Gone;
import dev.tgarchiver.telegram.TelegramFailure.Replaced;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import dev.tgarchiver.telegram.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which lane a file is fetched through, and what of that outlives the process. */
final class LaneSourceTest {

    private static final Instant NOW = Instant.parse("2026-05-06T10:00:00Z");
    private static final PostId POST = new PostId(-1, 7);
    private static final long LARGE = 5_000_000;

    @TempDir
    private Path folder;

    private final List<Integer> used = new ArrayList<>();
    private final List<Integer> ended = new ArrayList<>();
    private @Nullable TelegramFailure failure;
    private boolean interrupted;
    private int received;
    private int released;

    /** How often a post is looked at before it is known to be edited. */
    private int looksBeforeEdit = Integer.MAX_VALUE;

    private Path lanes() {
        return folder.resolve("lanes");
    }

    private LaneSource source(int own, Partials partials) {
        return new LaneSource(
                0,
                new LaneRotation(List.of(own), own + 1, ended::add),
                lane -> (post, expected, stall, transfer) -> fetch(lane, transfer),
                partials,
                this::requireHolds,
                () -> NOW);
    }

    private void requireHolds(PostId post, Media expected) throws Replaced {
        if (--looksBeforeEdit < 0) {
            throw new Replaced("post " + post.messageId() + " was edited", edited());
        }
    }

    private static Post edited() {
        return new Post(POST, NOW, Optional.empty(), "text", "Words", "", 0, 0, 0, 0, "", Optional.empty());
    }

    private MediaSource.FetchedFile fetch(int lane, Transfer transfer) throws TelegramFailure, InterruptedException {
        used.add(lane);
        transfer.resumedAt(1);
        for (int more = 1; more <= received; more++) {
            transfer.received(1);
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        if (failure != null) {
            throw failure;
        }
        return new MediaSource.FetchedFile() {
            @Override
            public Path path() {
                return folder;
            }

            @Override
            public void close() {
                released++;
            }
        };
    }

    private static Media media(long size) {
        return new Media(MediaKind.VIDEO, "Ag_ID-1", size, "", "", "", "", 0, 0, 0);
    }

    private void fetch(LaneSource source, long size) throws Exception {
        source.fetch(POST, media(size), Duration.ofSeconds(1), Transfer.NONE).close();
    }

    private void stopped(LaneSource source) {
        interrupted = true;
        assertThatThrownBy(() -> fetch(source, LARGE)).isInstanceOf(InterruptedException.class);
        interrupted = false;
    }

    private void failing(LaneSource source, TelegramFailure reason) {
        failure = reason;
        assertThatThrownBy(() -> fetch(source, LARGE)).isSameAs(reason);
        failure = null;
    }

    @Test
    void a_file_that_was_begun_is_fetched_through_its_lane_also_by_the_next_process() throws Exception {
        stopped(source(3, Partials.read(lanes())));

        Partials partials = Partials.read(lanes());
        fetch(source(1, partials), LARGE);
        assertThat(used).containsExactly(3, 3);
        fetch(source(1, partials), LARGE);
        assertThat(used).as("nothing is left of it").containsExactly(3, 3, 1);
        assertThat(Partials.read(lanes()).laneOf("Ag_ID-1")).isEmpty();
    }

    @Test
    void files_are_expected_by_the_lane_on_duty() throws Exception {
        List<String> ready = new ArrayList<>();
        IntFunction<MediaSource> lanes = lane -> new MediaSource() {
            @Override
            public PostLookups lookups() {
                return new PostLookups() {
                    @Override
                    public void expect(long chatId) {
                        ready.add("lane " + lane + " for chat " + chatId);
                    }

                    @Override
                    public void lookUp(List<PostId> posts) {}

                    @Override
                    public boolean knows(PostId post) {
                        return false;
                    }
                };
            }

            @Override
            public FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer) {
                throw new IllegalStateException("nothing is to be fetched");
            }
        };
        new LaneSource(
                        1,
                        new LaneRotation(List.of(1, 4), 5, ended::add),
                        lanes,
                        Partials.read(lanes()),
                        this::requireHolds,
                        () -> NOW)
                .lookups()
                .expect(-1);
        assertThat(ready).containsExactly("lane 4 for chat -1");
    }

    @Test
    void a_file_that_is_known_to_be_replaced_is_not_begun() throws Exception {
        LaneSource source = source(2, Partials.read(lanes()));
        looksBeforeEdit = 0;
        assertThatThrownBy(() -> fetch(source, LARGE)).isInstanceOf(Replaced.class);
        assertThat(used).isEmpty();
        assertThat(lanes()).doesNotExist();
    }

    @Test
    void a_file_that_is_replaced_while_it_is_downloaded_is_let_go_with_its_lane() throws Exception {
        LaneRotation rotation = new LaneRotation(List.of(2), 3, ended::add);
        LaneSource source = new LaneSource(
                0,
                rotation,
                lane -> (post, expected, stall, transfer) -> fetch(lane, transfer),
                Partials.read(lanes()),
                this::requireHolds,
                () -> NOW);
        looksBeforeEdit = 1;
        assertThatThrownBy(() -> fetch(source, LARGE)).isInstanceOf(Replaced.class);
        assertThat(used).containsExactly(2);
        assertThat(released).isEqualTo(1);
        assertThat(Partials.read(lanes()).laneOf("Ag_ID-1")).isEmpty();
    }

    @Test
    void a_small_file_leaves_no_trace() throws Exception {
        fetch(source(2, Partials.read(lanes())), 1000);
        assertThat(lanes()).doesNotExist();
    }

    @Test
    void a_file_that_is_gone_is_forgotten() throws Exception {
        Partials partials = Partials.read(lanes());
        failing(source(2, partials), new Gone("deleted"));
        assertThat(partials.laneOf("Ag_ID-1")).isEmpty();
        assertThat(lanes().resolve("2/partials")).isEmptyDirectory();
    }

    @Test
    void a_lane_stays_open_until_the_last_file_of_it_is_let_go() throws Exception {
        LaneSource source = source(2, Partials.read(lanes()));
        MediaSource.FetchedFile slow = source.fetch(POST, media(LARGE), Duration.ofSeconds(1), Transfer.NONE);
        for (int i = 0; i < LaneRotation.MOST_FILES; i++) {
            fetch(source, 1000);
        }
        assertThat(used).startsWith(2, 2).endsWith(2, 3);
        assertThat(ended).isEmpty();
        slow.close();
        assertThat(ended).containsExactly(2);
    }

    @Test
    void a_lane_ends_also_when_the_last_file_of_it_fails() {
        LaneSource source = source(2, Partials.read(lanes()));
        for (int i = 0; i < LaneRotation.MOST_FILES; i++) {
            failing(source, new Gone("deleted"));
        }
        assertThat(ended).isEmpty();
        failing(source, new Gone("deleted"));
        assertThat(ended).containsExactly(2);
        assertThat(used).endsWith(2, 3);
    }

    @Test
    void a_lane_that_brings_nothing_three_times_is_left() throws Exception {
        Partials partials = Partials.read(lanes());
        received = 4;
        failing(source(2, partials), new Transient("slow"));
        received = 0;
        for (int attempt = 1; attempt <= 3; attempt++) {
            failing(source(4, partials), new Transient("no byte"));
        }
        fetch(source(4, partials), LARGE);
        assertThat(used).containsExactly(2, 2, 2, 2, 4);
    }

    @Test
    void new_bytes_make_a_lane_worth_its_while_again() throws Exception {
        Partials partials = Partials.read(lanes());
        for (int attempt = 1; attempt <= 10; attempt++) {
            received = attempt % 3 == 0 ? 1 : 0;
            failing(source(attempt == 1 ? 2 : 4, partials), new Transient("no byte"));
        }
        assertThat(used).containsOnly(2);
    }

    @Test
    void what_does_not_belong_there_is_no_trouble() throws Exception {
        Files.createDirectories(lanes().resolve("2/partials"));
        Files.createFile(lanes().resolve("2/partials/no-hex"));
        Files.createDirectories(lanes().resolve("snapshot"));
        Partials partials = Partials.read(folder.resolve("nothing"));
        assertThat(partials.laneOf("Ag_ID-1")).isEmpty();
        assertThat(Partials.read(lanes()).laneOf("Ag_ID-1")).isEmpty();
    }
}
