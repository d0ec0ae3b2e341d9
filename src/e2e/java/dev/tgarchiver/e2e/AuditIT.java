package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proof of completeness: Telegram is asked for every post, and what the archive lacks is named. */
final class AuditIT extends EndToEnd {

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(
                        450,
                        id -> id % 50 == 0
                                ? PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(10_000L + id)))
                                : PostDraft.text("Post " + id));
        archiver.loggedIn();
    }

    @AfterEach
    void stop() {
        assertThat(telegram.calls().problems()).isEmpty();
    }

    private void download(String... options) throws IOException {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "download";
        arguments[1] = "@some";
        System.arraycopy(options, 0, arguments, 2, options.length);
        ProgramRun run = archiver.run("", arguments);
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    private ProgramRun audit(int exitCode, String... options) throws IOException {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "verify";
        arguments[1] = "--audit";
        System.arraycopy(options, 0, arguments, 2, options.length);
        ProgramRun run = archiver.run("", arguments);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    private void assertArchived() throws IOException {
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "400, SOME_NEW_ERROR, 3, Telegram refuses this (SOME_NEW_ERROR)",
        "400, CHAT_ADMIN_REQUIRED, 5, only its administrators may read this"
    })
    void an_error_that_lasts_ends_the_audit(int code, String text, int exitCode, String said) throws IOException {
        download();
        telegram.faults()
                .error("channels.getMessages", code, text)
                .when(call -> call.arguments().objectsAt("id").stream().anyMatch(id -> id.intAt("id") == 300))
                .forever();
        assertThat(audit(exitCode, "@some").err().replaceAll("\\s+", " ")).contains(said);
    }

    @Test
    void posts_that_the_history_hid_are_found_and_fetched() throws IOException {
        // Among the newest posts, the run itself would have found them.
        channel.history().hide(7, 100, 101, 150);
        channel.history().omit(200, 220);
        download();
        assertThat(archiver.archived()).doesNotContainKeys(100, 150);

        telegram.calls().clear();
        ProgramRun audit = audit(3, "@some");
        assertThat(audit.err())
                .contains("checking 450 post ids: 3 requests")
                .contains("Auditing: 450 of 450 posts (100%)");
        assertThat(audit.out())
                .contains("missed: post 7 of @some, text")
                .contains("missed: post 100 of @some, document 100.bin (10.1 KB)")
                .contains("missed: post 150 of @some")
                .contains("@some: ids 1 to 450: Telegram has 429 posts; 6 files archived, missing: 4 missed.")
                .contains("archiver download @some");
        assertThat(telegram.calls().of("channels.getMessages")).hasSizeLessThanOrEqualTo(5);

        download();
        assertArchived();
        assertThat(audit(0, "@some").out()).contains("nothing missing");
        assertThat(archiver.run("", "verify").exitCode()).isZero();
    }

    @Test
    void every_reason_for_a_lack_is_told() throws IOException {
        telegram.faults()
                .error("upload.getFile", 400, "LOCATION_INVALID")
                .when(call ->
                        fileOf(150) == call.arguments().objectAt("location").longAt("id"))
                .forever();
        ProgramRun failing = archiver.run("", "download", "@some", "--max-size", "10200");
        assertThat(failing.exitCode()).as("%s", failing).isEqualTo(3);
        // Wanted from now on, and deleted, edited or not yet fetched.
        ProgramRun none = archiver.run("", "download", "@some", "--max-size", "10400", "--max-bytes", "1");
        assertThat(none.exitCode()).as("%s", none).isEqualTo(3);
        channel.history().delete(250, 50, 3);
        channel.history().edit(100, PostDraft.media(Media.document("other.bin", RemoteFile.ofSize(77_777))));
        channel.post(PostDraft.text("New"));

        JsonNode json = new ObjectMapper().readTree(audit(3, "--json").out());
        assertThat(json.path("complete").asBoolean(true)).isFalse();
        JsonNode audited = json.path("channels").path(0);
        assertThat(audited.path("newest").asInt()).isEqualTo(451);
        assertThat(audited.path("posts").asInt()).isEqualTo(448);
        assertThat(audited.path("files").asInt()).isEqualTo(1);
        assertThat(audited.path("deleted_at_telegram").asInt()).isEqualTo(2);
        assertThat(audited.path("not_walked").asInt()).isEqualTo(1);
        assertThat(audited.path("gaps").toString())
                .isEqualTo("{\"missed\":0,\"edited\":1,\"deleted\":1,\"failed\":1,\"pending\":3,\"skipped\":1,"
                        + "\"removed\":0}");
        assertThat(audited.path("findings"))
                .anySatisfy(finding -> assertThat(finding.toString())
                        .contains("\"gap\":\"failed\",\"message_id\":150")
                        .contains("LOCATION_INVALID"))
                .anySatisfy(finding -> assertThat(finding.toString())
                        .contains("\"gap\":\"skipped\",\"message_id\":450")
                        .contains("\"cause\":\"max_size\""));
    }

    private long fileOf(int post) {
        Media media = channel.history().required(post).media();
        return media == null ? 0 : media.file().id();
    }

    @Test
    void an_interrupted_audit_says_how_far_it_came() throws IOException {
        download();
        archiver.configure("  output_dir: ./data/downloads\n");
        telegram.faults()
                .floodWait("channels.getMessages", Duration.ofSeconds(100))
                .when(call -> call.arguments().objectsAt("id").get(0).intAt("id") == 201)
                .forever();
        ProgramRun run = archiver.start("verify", "--audit", "@some");
        await().atMost(Duration.ofSeconds(60)).until(() -> run.err().contains("Telegram asks to wait 100 s"));
        run.interrupt();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        assertThat(run.out())
                .contains("ids 1 to 200 of 450")
                .contains("Continue with: archiver verify --audit --from-id 201 @some");
        telegram.faults().clear();
        assertThat(audit(0, "--from-id", "201", "@some").out())
                .contains("ids 201 to 450: Telegram has 250 posts; 5 files archived, nothing missing.");
    }

    @Test
    void a_channel_that_cannot_be_read_any_more_is_named() throws IOException {
        download();
        channel.banned(user);
        ProgramRun run = audit(5);
        assertThat(run.err()).contains("@some");
    }

    @Test
    void saved_messages_are_audited_by_their_history_and_wrong_orders_are_refused() throws IOException {
        user.savedMessages().posts(1, id -> PostDraft.text("Remember"));
        assertThat(archiver.run("", "download", "me").exitCode()).isZero();
        assertThat(audit(0, "me").out()).contains("Telegram has 1 post; 0 files archived, nothing missing.");
        assertThat(audit(2, "--quick").err()).contains("--quick");
        assertThat(audit(2, "--from-id", "7").err()).contains("needs one CHANNEL");
    }
}
