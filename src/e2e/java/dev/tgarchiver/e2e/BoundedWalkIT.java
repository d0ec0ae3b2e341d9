package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A walk for a part of a channel asks for that part only, and the rest is known as not walked. */
final class BoundedWalkIT extends EndToEnd {

    private static final int POSTS = 2_000;
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

    private Channel channel;

    /** A post an hour, every tenth with a file. */
    @BeforeEach
    void start() throws IOException {
        archiver.loggedIn();
        channel = telegram.world().channel("Some Channel").username("some").posts(POSTS, id -> {
            PostDraft draft = id % 10 == 0
                    ? PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_000L + id)))
                    : PostDraft.text("Post " + id);
            return draft.at(FIRST.plus(Duration.ofHours(id - 1)));
        });
    }

    private ProgramRun download(String... options) throws IOException {
        ProgramRun run = archiver.run(
                "",
                Stream.concat(Stream.of("download", "@some"), Arrays.stream(options))
                        .toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run;
    }

    /**
     * From where each page was asked for. TDLib asks twice where it begins, for
     * 50 posts at a time, and for some more where it ends.
     */
    private List<Integer> pages() {
        return telegram.calls().of("messages.getHistory").stream()
                .map(call -> call.arguments().intAt("offset_id"))
                .toList();
    }

    private void assertArchived(int first, int last) throws IOException {
        assertThat(archiver.archived().keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(first, last)
                        .filter(id -> id % 10 == 0)
                        .boxed()
                        .toList());
    }

    private String stats(String... options) throws IOException {
        return archiver.run(
                        "",
                        Stream.concat(Stream.of("stats"), Arrays.stream(options))
                                .toArray(String[]::new))
                .out();
    }

    private ProgramRun audit(int exitCode) throws IOException {
        ProgramRun run = archiver.run("", "verify", "--audit", "@some");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    @Test
    void two_ids_bound_the_walk_and_a_later_run_walks_the_rest_alone() throws IOException {
        telegram.calls().clear();
        download("--from-id", "1001", "--to-id", "1100");
        assertThat(pages()).hasSizeLessThanOrEqualTo(5).allMatch(from -> from > 900 && from <= 1_101);
        assertArchived(1_001, 1_100);
        assertThat(stats()).contains("@some: posts 1 to 1,000, 1,101 to 2,000 are not walked.");
        assertThat(stats("--json"))
                .contains("\"complete\":false", "\"posts\":100,")
                .contains("\"not_walked\":[{\"first\":1,\"last\":1000},{\"first\":1101,\"last\":2000}]");
        assertThat(audit(3).out())
                .contains("10 files archived, nothing missing. "
                        + "Not walked: 1,900 posts (ids 1 to 1,000, 1,101 to 2,000).")
                .contains("Walk the rest with: archiver download @some");

        telegram.calls().clear();
        download("--from-id", "1001", "--to-id", "1100");
        assertThat(pages()).isEmpty();
        download("--from-id", "1051", "--to-id", "1600");
        assertThat(pages()).hasSizeLessThanOrEqualTo(12).allMatch(from -> from > 1_000 && from <= 1_601);
        assertArchived(1_001, 1_600);

        telegram.calls().clear();
        channel.post(PostDraft.media(Media.document("new.bin", RemoteFile.ofSize(70))));
        download();
        assertThat(pages())
                .as("the other 1,401 posts")
                .hasSizeLessThanOrEqualTo(30)
                .noneMatch(from -> from > 1_002 && from < 1_599);
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
        assertThat(stats()).containsPattern("@some .* complete");
        assertThat(audit(0).out()).contains("nothing missing.");

        telegram.calls().clear();
        download();
        assertThat(pages()).isEmpty();
    }

    @Test
    void two_dates_bound_the_walk() throws IOException {
        telegram.calls().clear();
        // January has 744 hours.
        download("--since", "2024-01-31", "--until", "2024-02-02");
        assertThat(pages()).hasSizeLessThanOrEqualTo(2 + 4);
        assertArchived(721, 792);
        assertThat(stats()).contains("@some: posts 1 to 720, 793 to 2,000 are not walked.");
        telegram.calls().clear();
        download("--since", "2024-02-02");
        assertThat(pages()).hasSizeLessThanOrEqualTo(1 + 17).allMatch(from -> from == 0 || from > 700);
        assertArchived(721, 2_000);
        assertThat(stats()).contains("@some: posts 1 to 720 are not walked.");
    }

    @Test
    void a_killed_bounded_walk_resumes() throws IOException {
        telegram.faults()
                .floodWait("messages.getHistory", Duration.ofSeconds(100))
                .when(call -> call.arguments().intAt("offset_id") < 900)
                .forever();
        ProgramRun run = archiver.start("download", "@some", "--from-id", "501", "--to-id", "1500");
        await().atMost(Duration.ofSeconds(60)).until(() -> run.err().contains("wait"));
        run.kill();
        run.await();
        telegram.faults().clear();
        assertThat(stats()).containsPattern("@some: posts 1 to [89]\\d\\d, 1,501 to 2,000 are not walked.");
        telegram.calls().clear();
        download("--from-id", "501", "--to-id", "1500");
        assertThat(pages()).allMatch(from -> from > 400 && from < 1_000).hasSizeLessThanOrEqualTo(11);
        assertArchived(501, 1_500);
        assertThat(stats()).contains("@some: posts 1 to 500, 1,501 to 2,000 are not walked.");
    }

    @Test
    void what_is_new_is_found_above_a_walk_with_a_lower_bound() throws IOException {
        archiver.configure("""
                  select: {from_id: 1901}
                """);
        download();
        assertArchived(1_901, 2_000);
        for (int i = 0; i < 20; i++) {
            channel.post(PostDraft.media(Media.document("new " + i + ".bin", RemoteFile.ofSize(70L + i))));
        }
        telegram.calls().clear();
        download();
        assertThat(archiver.archived()).hasSize(10 + 20);
        assertThat(pages()).hasSizeLessThanOrEqualTo(3);
        assertThat(stats()).contains("@some: posts 1 to 1,900 are not walked.");
    }

    @Test
    void posts_outside_the_bounds_of_the_configuration_are_not_a_fault_of_the_archive() throws IOException {
        archiver.configure("""
                  select: {since: 2024-01-31, to_id: 1900}
                """);
        download();
        assertArchived(721, 1_900);
        assertThat(audit(0).out())
                .contains("nothing missing. Not walked: 820 posts (ids 1 to 720, 1,901 to 2,000), outside the "
                        + "configuration's bounds.")
                .doesNotContain("Walk the rest");
        ProgramRun json = archiver.run("", "verify", "--audit", "--json", "@some");
        assertThat(json.exitCode()).as("%s", json).isZero();
        assertThat(json.out())
                .contains("\"complete\":true", "\"not_walked\":820,\"out_of_bounds\":820", "\"last\":720}");

        // What the configuration wants and no walk has covered is one.
        archiver.configure("""
                  select: {from_id: 601}
                """);
        assertThat(audit(3).out())
                .contains("Not walked: 820 posts (ids 1 to 720, 1,901 to 2,000), 600 of them outside the "
                        + "configuration's bounds.")
                .contains("Walk the rest with: archiver download @some");
    }
}
