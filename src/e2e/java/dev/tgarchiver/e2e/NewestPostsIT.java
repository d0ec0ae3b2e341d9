package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.SavedMessages;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That a walk reaches the newest post although what TDLib knows of a chat's end is old and, where a fault is arranged, the
 * difference that renews it comes late: the server has TDLib ask for it twice.
 */
final class NewestPostsIT extends LoggedIn {

    private static final String DIFFERENCE = "updates.getChannelDifference";
    private static final String ACCOUNT_DIFFERENCE = "updates.getDifference";

    private static PostDraft post(int id) {
        return PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_000 + id)));
    }

    private static void post(Channel channel, int count) {
        for (int i = 0; i < count; i++) {
            channel.post(post(channel.history().topId() + 1));
        }
    }

    /** TDLib tries again after a second, and tells nobody. */
    private Fault lateDifference() {
        return telegram.faults().error(DIFFERENCE, 500, "INTERNAL");
    }

    private void forgetTheTracker() throws IOException {
        Files.delete(folder.resolve("data/tracker.db"));
    }

    @Test
    void an_archive_without_posts_over_a_session_that_knows_an_older_end() throws IOException {
        Channel channel = channel(30, 1_000);
        assertComplete(run(), channel);
        forgetTheTracker();
        post(channel, 3);
        Fault late = lateDifference();
        assertComplete(run(), channel);
        assertThat(late.happened()).isPositive();
    }

    @Test
    void a_channel_that_was_empty() throws IOException {
        Channel channel = channel(0, 1_000);
        run();
        forgetTheTracker();
        post(channel, 3);
        lateDifference();
        assertComplete(run(), channel);
    }

    @Test
    void a_channel_that_was_empty_and_known() throws IOException {
        Channel channel = channel(0, 1_000);
        run();
        post(channel, 3);
        lateDifference();
        assertComplete(run(), channel);
    }

    @Test
    void new_posts_beyond_three_hundred_that_were_deleted() throws IOException {
        Channel channel = channel(30, 1_000);
        assertComplete(run(), channel);
        post(channel, 303);
        channel.history().omit(31, 330);
        assertComplete(run(), channel);
    }

    @Test
    void saved_messages_that_came_meanwhile() throws IOException {
        SavedMessages saved = user.savedMessages();
        for (int i = 1; i <= 5; i++) {
            saved.history().add(post(i));
        }
        assertThat(archiver.run("", "download", "me").exitCode()).isZero();
        for (int i = 6; i <= 8; i++) {
            saved.history().add(post(i));
        }
        telegram.faults().error(ACCOUNT_DIFFERENCE, 500, "INTERNAL");
        assertThat(archiver.run("", "download", "me").exitCode()).isZero();
        archiver.assertArchiveIs(
                saved.history().ids().stream().map(saved.history()::required).toList());
    }

    /** A further client is on a copy of the session, which was taken when the channel had thirty posts. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void more_posts_than_one_client_walks(boolean fromTheTop) throws IOException {
        archiver.environment("ARCHIVER_DOWNLOAD_RATE_LIMIT_REQUESTS_PER_SECOND", "1000");
        Channel channel = channel(30, 1_000);
        assertComplete(run(), channel);
        if (fromTheTop) {
            forgetTheTracker();
        }
        post(channel, 5_500);
        ProgramRun run = run("--dry-run", "-v");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("5,530 posts known");
        assertThat(archiver.log()).contains("The walk continues with a further client");
    }
}
