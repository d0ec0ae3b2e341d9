package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The comments of a channel's posts. */
final class CommentsIT extends EndToEnd {

    private static final int POSTS = 12;

    private Channel channel;
    private Channel group;
    private User writer;

    /** Post n of the channel is post n of the group, and has n modulo 4 comments; the first of them holds a file. */
    @BeforeEach
    void discuss() throws IOException {
        writer = telegram.world().user("+15550002").named("Bea", "Brown");
        group = telegram.world().channel("Some Talk");
        channel = telegram.world().channel("Some Channel").username("some").discussedIn(group);
        for (int post = 1; post <= POSTS; post++) {
            channel.post(PostDraft.text("Post " + post));
        }
        for (int post = 1; post <= POSTS; post++) {
            int answered = post;
            for (int comment = 1; comment <= post % 4; comment++) {
                answered = comment(post + "-" + comment, answered, comment == 1);
            }
        }
        archiver.loggedIn();
    }

    @AfterEach
    void stop() {
        assertThat(telegram.calls().problems()).isEmpty();
    }

    private int comment(String text, int answered, boolean withFile) {
        PostDraft draft = withFile
                ? PostDraft.media(Media.document(text + ".bin", RemoteFile.ofSize(5_000)))
                        .caption(text)
                : PostDraft.text(text);
        return group.post(draft.by(writer).replyTo(answered)).id();
    }

    private ProgramRun download(int exitCode, String... options) throws IOException {
        String[] command = Stream.concat(Stream.of("download", "@some"), Stream.of(options))
                .toArray(String[]::new);
        ProgramRun run = archiver.run("", command);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(archiver.downloads())) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString().replaceFirst("^\\d+_", ""))
                    .sorted()
                    .toList();
        }
    }

    /** The texts of a post's comments, oldest first. */
    private List<String> comments(int post) throws Exception {
        try (TrackerReader tracker = SqliteTracker.openReadOnly(archiver.tracker())) {
            List<String> texts = new ArrayList<>();
            for (PostId comment : tracker.comments(new PostId(channel.chatId(), post))) {
                texts.add(tracker.post(comment).orElseThrow().text());
            }
            return texts;
        }
    }

    private long postsOfGroup() throws Exception {
        try (TrackerReader tracker = SqliteTracker.openReadOnly(archiver.tracker())) {
            return tracker.stats().channels().stream()
                    .filter(one -> one.channel().chatId() == group.chatId())
                    .mapToLong(one -> one.total().posts())
                    .sum();
        }
    }

    private void everyCommentIsThere() throws Exception {
        for (int post = 1; post <= POSTS; post++) {
            int number = post;
            assertThat(comments(post))
                    .containsExactlyElementsOf(Stream.iterate(1, one -> one + 1)
                            .limit(post % 4)
                            .map(one -> number + "-" + one)
                            .toList());
        }
        assertThat(files())
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(1, one -> one + 1)
                        .limit(POSTS)
                        .filter(post -> post % 4 > 0)
                        .map(post -> post + "-1.bin")
                        .toList());
    }

    private int calls(String method) {
        return telegram.calls().count(method);
    }

    @Test
    void without_the_option_nobody_asks_for_them() throws Exception {
        download(0);
        assertThat(calls("messages.getDiscussionMessage")).isZero();
        assertThat(calls("messages.getReplies")).isZero();
        assertThat(postsOfGroup()).isZero();
    }

    @Test
    void a_group_of_which_the_account_is_a_member_is_walked_at_once_and_then_only_from_its_last_post()
            throws Exception {
        group.joinedBy(user);
        group.post(PostDraft.text("Not a comment").by(writer));
        ProgramRun first = download(0, "--comments");
        assertThat(first.out()).contains("9 files");
        everyCommentIsThere();
        assertThat(postsOfGroup()).isEqualTo(POSTS + 18 + 1);
        assertThat(calls("messages.getReplies")).isZero();
        // 12 and 31 posts: TDLib reads the newest by itself, then a page of each, and that there is nothing before it.
        assertThat(calls("messages.getHistory")).isLessThanOrEqualTo(10);

        int answer = comment("1-2", POSTS + 1, false);
        telegram.calls().clear();
        ProgramRun second = download(0, "--comments");
        assertThat(second.out()).startsWith("1 new post, no files");
        assertThat(comments(1)).containsExactly("1-1", "1-2");
        assertThat(postsOfGroup()).isEqualTo(POSTS + 18 + 2);
        assertThat(calls("messages.getHistory")).isLessThanOrEqualTo(4);

        assertThat(archiver.run("", "forget", "@some").err())
                .contains("The comments of its posts stay in the archive, in ");

        group.history().delete(answer);
        group.history().edit(POSTS + 1, PostDraft.text("changed").by(writer).replyTo(1));
        ProgramRun third = download(0, "--comments");
        assertThat(third.out()).startsWith("1 post edited, 1 deleted, no files");
        assertThat(comments(1)).containsExactly("changed", "1-2");
    }

    @Test
    void a_private_group_is_read_post_by_post_and_again_only_where_there_are_more_comments() throws Exception {
        archiver.configure("  select:\n    comments: true\n");
        ProgramRun first = download(0);
        assertThat(first.out()).contains("9 files");
        everyCommentIsThere();
        // What stands for a post without comments is not asked for.
        assertThat(postsOfGroup()).isEqualTo(9 + 18);
        assertThat(calls("messages.getDiscussionMessage")).isLessThanOrEqualTo(9);
        assertThat(calls("messages.getReplies")).isLessThanOrEqualTo(9);
        assertThat(calls("messages.getHistory")).isLessThanOrEqualTo(6);

        assertThat(archiver.run("", "stats").out()).doesNotContain("not walked");
        ProgramRun audit = archiver.run("", "verify", "--audit");
        assertThat(audit.exitCode()).as("%s", audit).isZero();
        assertThat(audit.err()).contains("is not audited: this account can read it only through");

        telegram.calls().clear();
        assertThat(download(0).out()).startsWith("Nothing new");
        assertThat(calls("messages.getReplies")).isZero();
        assertThat(calls("messages.getDiscussionMessage")).isZero();

        int answer = comment("2-3", POSTS + 2, true);
        telegram.calls().clear();
        assertThat(download(0).out()).contains("1 file");
        assertThat(comments(2)).containsExactly("2-1", "2-2", "2-3");
        assertThat(files()).contains("2-3.bin");
        assertThat(answer).isPositive();
        // Twice when TDLib has not heard of the new comment before.
        assertThat(calls("messages.getReplies")).isBetween(1, 2);
    }

    @Test
    void what_cannot_be_read_is_told_once_and_the_run_goes_on() throws Exception {
        group.banned(user);
        ProgramRun run = download(5, "--comments");
        assertThat(run.err()).containsOnlyOnce("The comments of @some: ");
        try (TrackerReader tracker = SqliteTracker.openReadOnly(archiver.tracker())) {
            assertThat(tracker.stats().channels())
                    .extracting(Stats.OfChannel::channel)
                    .extracting(row -> row.title())
                    .containsExactly("Some Channel");
        }
        assertThat(comments(1)).isEmpty();
        assertThat(calls("messages.getDiscussionMessage")).isLessThanOrEqualTo(1);
    }

    @Test
    void a_killed_run_reads_the_rest_with_the_next() throws Exception {
        telegram.conditions().roundTrip(Duration.ofMillis(100));
        ProgramRun killed = archiver.start("download", "@some", "--comments");
        await().atMost(Duration.ofMinutes(1)).until(() -> calls("messages.getReplies") >= 3);
        killed.kill();
        boolean unused = killed.await() != null;
        telegram.conditions().roundTrip(Duration.ZERO);
        download(0, "--comments");
        everyCommentIsThere();
        // The reading of a thread that was interrupted is repeated, and at most one was.
        assertThat(calls("messages.getReplies")).isLessThanOrEqualTo(9 + 1);
        assertThat(archiver.run("", "verify").exitCode()).isZero();
    }
}
