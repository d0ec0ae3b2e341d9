package dev.tgarchiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.archive.TestArchive;
import dev.tgarchiver.archive.TestRun;
import dev.tgarchiver.cli.TestProgram.Ended;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakeFault;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.telegram.FakeTelegram.Call;
import dev.tgarchiver.telegram.TelegramFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that failed: what runs, statistics and retry say of them, and how they come after all. */
@Timeout(60)
final class FailedFilesTest {

    @TempDir
    private Path folder;

    private FakeTelegram telegram;
    private FakeChannel channel;
    private TestArchive archive;
    private TestProgram program;

    @BeforeEach
    void post() throws Exception {
        telegram = new FakeTelegram(folder);
        channel = telegram.channel("some")
                .posts(4, id -> FakePost.document("file " + id + ".bin", 50_000 * id))
                .posts(1, id -> FakePost.text("Just words"));
        archive = new TestArchive(folder, telegram);
        program = new TestProgram(folder);
    }

    private TestRun download(Outcome outcome) throws Exception {
        TestRun run = archive.download(channel);
        assertThat(run.outcome()).as("%s", run).isEqualTo(outcome);
        return run;
    }

    private Ended run(String... arguments) {
        Ended run = program.run(arguments);
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run;
    }

    private FakeFault refuse() {
        return telegram.fail(Call.FILE, () -> new TelegramFailure.Transient("Telegram refuses this (LOCATION_INVALID)"))
                .forever();
    }

    /** A run that finds the post of one known file deleted. */
    private TestRun lose() throws Exception {
        archive.maxFiles(1);
        download(Outcome.LIMIT_REACHED);
        archive.maxFiles(0);
        channel.delete(3);
        telegram.endReferences();
        return download(Outcome.SOME_FAILED);
    }

    @Test
    void what_failed_is_named_with_its_reason() throws Exception {
        assertThat(lose().summary())
                .containsPattern("Failed file +Post +Size +Why\nfile 3.bin +3 +150 KB +\\S+")
                .contains("Archived 2 files (300 KB)")
                .contains("1 file failed.")
                .endsWith("Later runs do not try it again; archiver stats --failures lists it.\n")
                .doesNotContain("retry");
        assertThat(run("stats").out())
                .containsPattern("@some +1 +150 KB +failed +gone: deleted at Telegram")
                .containsPattern("@some +3 +file 3.bin +150 KB")
                .containsPattern("2 +\\S+ \\S+ +\\S+ s +some failed +0 +0 +1 +2 ");
        JsonNode json = new ObjectMapper().readTree(run("stats", "--json").out());
        JsonNode of = json.path("channels").path(0);
        assertThat(of.path("failed_by_reason").path("gone").path("files").asInt())
                .isEqualTo(1);
        assertThat(of.path("complete").asBoolean()).isTrue();
        assertThat(of.path("kinds").findValuesAsText("kind")).containsExactly("text", "document");
        assertThat(json.path("failures").path(0).path("message_id").asInt()).isEqualTo(3);
        assertThat(json.path("totals").path("posts").asInt()).isEqualTo(5);
    }

    @Test
    void what_is_deleted_is_named_once_and_then_in_the_statistics() throws Exception {
        lose();
        assertThat(download(Outcome.COMPLETE).summary()).startsWith("Nothing new");
        assertThat(run("stats").out()).contains("gone: deleted at Telegram").doesNotContain("archiver retry");
        assertThat(run("stats", "--json").out()).contains("\"cause\":\"gone\"").contains("\"retry_at\":null");
    }

    @Test
    void failed_files_become_pending_and_are_fetched() throws Exception {
        program.append("  retry: {max_attempts: 3}\n");
        FakeFault fault = refuse();
        TestRun failed = download(Outcome.SOME_FAILED);
        assertThat(failed.finished().retries().next()).isPresent();
        assertThat(failed.summary())
                .contains("4 files failed.")
                .contains("Try the failed files again with: archiver retry @some")
                .contains("Later runs try them again on their own");
        fault.times(0);
        assertThat(download(Outcome.SOME_FAILED).summary())
                .containsPattern("^Nothing new \\(.*\\)\\. 4 files failed in earlier runs: archiver retry @some\n");
        assertThat(run("stats").out())
                .contains("attempts: gave up after 3 attempts (download.retry.max_attempts); later runs try again");
        assertThat(run("stats", "--json").out()).contains("\"failed\":4");

        assertThat(run("retry", "@some").out())
                .isEqualTo("4 failed files are pending again. To fetch them: archiver download @some\n");
        assertThat(run("stats", "--json").out()).contains("\"failed\":0").contains("\"pending\":4");
        download(Outcome.COMPLETE);
        archive.assertHolds(channel);
    }

    @Test
    void with_nothing_to_retry_it_says_so() throws Exception {
        download(Outcome.COMPLETE);
        assertThat(run("retry").out()).contains("No failed files");
        assertThat(run("retry", "-q").out()).isEmpty();
        Ended unknown = program.run("retry", "@other");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("It holds @some");
    }

    @Test
    void before_anything_was_archived_retry_says_what_to_do() throws Exception {
        Ended retry = new TestProgram(Files.createDirectory(folder.resolve("empty"))).run("retry");
        assertThat(retry.exitCode()).as("%s", retry).isEqualTo(2);
        assertThat(retry.err()).contains("archiver download");
    }
}
