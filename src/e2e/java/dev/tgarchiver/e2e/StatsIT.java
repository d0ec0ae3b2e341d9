package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code archiver stats} says of an archive of two channels. */
final class StatsIT extends EndToEnd {

    @BeforeEach
    void archive() throws IOException {
        telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(3, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_000L * id))));
        telegram.world()
                .channel("Other Channel")
                .username("other")
                .posts(
                        2,
                        id -> id == 1 ? PostDraft.text("words") : PostDraft.media(Media.photo(RemoteFile.ofSize(700))));
        archiver.loggedIn();
        assertThat(archiver.run("", "download", "@some", "@other").exitCode()).isZero();
    }

    private ProgramRun stats(String... arguments) throws IOException {
        ProgramRun run = archiver.run("", arguments);
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run;
    }

    @Test
    void has_one_line_for_each_channel() throws IOException {
        for (String form : new String[] {"stats", "--stats"}) {
            assertThat(stats(form).out())
                    .containsPattern("(?m)^@some +3 +3/3 +6.0 KB +0 +0 .*complete$")
                    .containsPattern("(?m)^@other +2 +1/1 +700 B +0 +0 .*complete$")
                    .containsPattern("(?m)^Total +5 +4/4 +6.7 KB +0 +0")
                    .contains("Run ", "Disk: ")
                    .doesNotContain("photo");
        }
        assertThat(stats("stats", "--kinds").out())
                .containsPattern("(?m)^@some +document +3 +3/3 ")
                .containsPattern("(?m)^@other +text +1 +0/0 ");
    }

    @Test
    void is_of_the_channels_that_are_named() throws IOException {
        for (String[] form : new String[][] {
            {"stats", "@other"}, {"--stats", "Other Channel"}, {"stats", "-1001500000002"}, {"stats", "1500000002"}
        }) {
            assertThat(stats(form).out())
                    .containsPattern("(?m)^@other +2 +1/1 +700 B")
                    .doesNotContain("@some", "Total", "Run ", "Disk: ");
        }
        JsonNode json =
                new ObjectMapper().readTree(stats("stats", "@other", "--json").out());
        assertThat(json.path("channels").findValuesAsText("label")).containsExactly("@other");
        assertThat(json.path("totals").path("bytes").asLong()).isEqualTo(700);
        assertThat(json.path("totals").path("files_known").asLong()).isEqualTo(1);
        assertThat(json.path("disk").path("archive_bytes").asLong()).isEqualTo(6_700);
        assertThat(json.path("runs")).hasSize(1);
    }

    @Test
    void needs_a_channel_of_the_archive() throws IOException {
        ProgramRun run = archiver.run("", "stats", "@othr");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.err()).contains("\"@othr\" is not in the archive", "Did you mean @other?");
    }
}
