package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.model.ChatProfile;
import dev.tgarchiver.program.Folders;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.ChannelCatalog.ProfileVersion;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What there is to a channel besides its posts: what it says of itself, and the names that lead to it. */
final class ChatsIT extends EndToEnd {

    private static final int PICTURE = 40_000;

    private Channel channel;
    private Channel group;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world()
                .channel("News of the Day")
                .username("daynews")
                .furtherUsernames("newsofday", "thedaily")
                .about("What happened,\nevery day.")
                .protectedContent()
                .photo(picture(PICTURE))
                .posts(
                        5,
                        id -> id == 5
                                ? PostDraft.media(Media.document("file.bin", RemoteFile.ofSize(5_000)))
                                : PostDraft.text("Post " + id));
        channel.post(PostDraft.text("Pinned").pinned());
        group = telegram.world().channel("Talk").username("daytalk");
        channel.discussedIn(group);
        channel.joinedBy(telegram.world().user("15550042"));
        archiver.loggedIn();
    }

    @AfterEach
    void stop() {
        assertThat(telegram.calls().problems()).isEmpty();
    }

    private static Media.Photo picture(int size) {
        return Media.photo(RemoteFile.ofSize(size));
    }

    private ProgramRun run(String... arguments) throws IOException {
        ProgramRun run = archiver.run("", arguments);
        assertThat(run.exitCode()).as("%s\n%s", run, archiver.log()).isZero();
        return run;
    }

    private TrackerReader tracker() throws Exception {
        return SqliteTracker.openReadOnly(archiver.tracker());
    }

    /** TDLib asks again what a channel says of itself after a minute, or when its database is new. */
    private void renewSession() throws IOException {
        Folders.delete(archiver.data().resolve("session"));
        archiver.loggedIn();
    }

    @Test
    void what_a_channel_says_of_itself_is_recorded_with_what_it_said_before() throws Exception {
        run("download", "@daynews");
        channel.titled("Night News")
                .about("Only at night.")
                .photo(picture(50_000))
                .furtherUsernames("thedaily");
        renewSession();
        run("download", "@daynews");

        try (TrackerReader tracker = tracker()) {
            List<ProfileVersion> versions = tracker.profiles(channel.chatId());
            assertThat(versions).hasSize(2);
            ChatProfile before = versions.get(0).profile();
            assertThat(before.title()).isEqualTo("News of the Day");
            assertThat(before.usernames()).containsExactly("daynews", "newsofday", "thedaily");
            assertThat(before.description()).isEqualTo("What happened,\nevery day.");
            assertThat(before.linkedChat()).isEqualTo(group.chatId());
            assertThat(before.pinned()).containsExactly(6L);
            assertThat(before.protectedContent()).isTrue();
            assertThat(before.members()).isEqualTo(1);
            assertThat(tracker.picture(before.photo()).orElseThrow()).hasSize(PICTURE);
            ProfileVersion now = versions.get(1);
            assertThat(now.profile().title()).isEqualTo("Night News");
            assertThat(now.profile().description()).isEqualTo("Only at night.");
            assertThat(now.profile().photo()).isNotEqualTo(before.photo());
            assertThat(tracker.picture(now.profile().photo()).orElseThrow()).hasSize(50_000);
            assertThat(now.since()).isAfter(versions.get(0).seenAt());
        }
        JsonNode stats = new ObjectMapper()
                .readTree(run("stats", "--json", "News of the Day").out())
                .path("channels")
                .get(0);
        assertThat(stats.path("profile").path("title").asText()).isEqualTo("Night News");
        assertThat(stats.path("profile").path("photo_bytes").intValue()).isEqualTo(50_000);
        assertThat(stats.path("formerly").toString()).isEqualTo("[\"@newsofday\",\"News of the Day\"]");
        assertThat(run("stats", "@daynews").out())
                .contains("@daynews: \"Night News\", also @thedaily, 1 member, linked chat " + group.chatId()
                        + ", 1 pinned post, picture of 50.0 KB, content protected, formerly @newsofday, News of the Day. "
                        + "Only at night.");
    }

    @Test
    void a_failure_to_say_it_fails_no_run() throws Exception {
        telegram.faults().error("channels.getFullChannel", 400, "PEER_ID_NOT_SUPPORTED");
        run("download", "@daynews");
        archiver.assertArchiveIs(channel);
    }

    @Test
    void every_public_name_and_earlier_ones_find_the_channel_in_each_command() throws Exception {
        assertThat(run("download", "@thedaily").out()).contains("1 file");
        telegram.calls().clear();
        for (String name : List.of("@newsofday", "thedaily", "https://t.me/newsofday", "News of the Day")) {
            assertThat(run("stats", name).out()).contains("@daynews");
            assertThat(run("verify", name).out()).contains("1 file");
            run("retry", name);
            run("reindex", name);
        }
        assertThat(telegram.calls().of("contacts.resolveUsername")).isEmpty();
        channel.username("nightnews").furtherUsernames("nightly").titled("Night News");
        renewSession();
        assertThat(run("download", "@nightly").out()).startsWith("Nothing new");
        for (String name : List.of("@nightnews", "@nightly", "@daynews", "thedaily", "News of the Day")) {
            assertThat(run("stats", name).out()).contains("@nightnews");
        }
        assertThat(run("download", "@daynews").out()).startsWith("Nothing new");
        run("forget", "--yes", "@thedaily");
        try (TrackerReader tracker = tracker()) {
            assertThat(tracker.channels()).isEmpty();
        }
    }
}
