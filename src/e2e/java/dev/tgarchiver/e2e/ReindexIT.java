package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Posts that the real TDLib gave, read again. */
final class ReindexIT extends LoggedIn {

    @Test
    void columns_and_files_are_made_again_and_a_post_that_cannot_be_read_is_read_from_telegram() throws Exception {
        telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(
                        6,
                        id -> id % 2 == 0
                                ? PostDraft.text("words " + id)
                                : PostDraft.media(Media.photo(RemoteFile.ofSize(20_000 + id))));
        assertThat(run().exitCode()).isZero();
        assertThat(reindex(0).out()).isEqualTo("6 posts reindexed: nothing had to be corrected.\n");

        change("UPDATE post SET text = 'wrong', sender = 0 WHERE type = 'text'");
        change("UPDATE post_raw SET body = x'01ff' WHERE (id & 0xffffffff) = 1");
        String unreadable = "unreadable: @" + name + "/1: a damaged raw message";
        assertThat(reindex(3).out().lines())
                .anyMatch(line -> line.startsWith(unreadable))
                .contains("6 posts reindexed: 3 posts had to be corrected.")
                .anyMatch(line -> line.startsWith("1 post cannot be read and stays as it is."));

        ProgramRun again = archiver.run("", "download", "https://t.me/" + name + "/1");
        assertThat(again.exitCode()).as("%s", again).isZero();
        assertThat(reindex(0, "--json").out())
                .contains("\"posts\":6,\"changed\":0,\"found\":0,\"not_whole\":0,\"unreadable\":0");
    }

    @Test
    void derived_files_of_recorded_posts_are_found_when_they_are_wanted() throws Exception {
        telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(2, id -> PostDraft.media(Media.video(id + ".mp4", RemoteFile.ofSize(5_000 + id))));
        assertThat(run().exitCode()).isZero();
        archiver.environment("ARCHIVER_DOWNLOAD_ROLES", "all");
        ProgramRun run = run();
        assertThat(run.exitCode()).as("%s\n%s", run, archiver.log()).isZero();
        assertThat(run.err()).contains("newly found file");
    }

    private ProgramRun reindex(int exitCode, String... options) throws Exception {
        ProgramRun run = options.length == 0 ? archiver.run("", "reindex") : archiver.run("", "reindex", options[0]);
        assertThat(run.exitCode()).as("%s\n%s", run, archiver.log()).isEqualTo(exitCode);
        return run;
    }

    private void change(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + archiver.tracker());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}
