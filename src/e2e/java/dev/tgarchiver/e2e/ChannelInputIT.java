package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.InviteLink;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to name a channel, and every way in which that can fail. */
final class ChannelInputIT extends EndToEnd {

    @BeforeEach
    void start() throws IOException {
        archiver.loggedIn();
    }

    private Channel channel(String title) {
        return telegram.world()
                .channel(title)
                .posts(2, id -> PostDraft.media(Media.document("paper " + id + ".pdf", RemoteFile.ofSize(1000 + id))));
    }

    private void assertArchived(Channel channel, String... inputs) throws IOException {
        for (String input : inputs) {
            ProgramRun run = archiver.run("", "download", input);
            assertThat(run.exitCode()).as("%s: %s", input, run).isZero();
        }
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
    }

    @Test
    void a_public_name_in_all_its_forms() throws IOException {
        Channel channel = channel("Public").username("public_one");
        assertArchived(channel, "@public_one", "public_one", "https://t.me/public_one", "t.me/s/public_one");
        assertArchived(channel, "https://public_one.t.me", "https://web.telegram.org/k/#@public_one");
    }

    @Test
    void every_public_name_that_leads_to_it() throws IOException {
        Channel channel = channel("Public").username("public_one").furtherUsernames("second_name", "third_name");
        assertArchived(channel, "@public_one", "@third_name", "https://second_name.t.me");
        assertThat(telegram.calls().count("contacts.resolveUsername"))
                .as("offline, once it is known")
                .isOne();

        assertThat(archiver.run("", "stats", "@Second_Name").out()).contains("@public_one");
        assertThat(archiver.run("", "verify", "third_name").exitCode()).isZero();
        assertThat(archiver.run("", "retry", "https://t.me/third_name").exitCode())
                .isZero();
        ProgramRun near = archiver.run("", "verify", "@third_nane");
        assertThat(near.exitCode()).as("%s", near).isEqualTo(2);
        assertThat(near.err()).contains("Did you mean @third_name?");
    }

    @Test
    void a_title_that_one_chat_has_and_a_name_that_is_close() throws IOException {
        Channel channel = channel("Old Recipes").username("cooking_daily").joinedBy(user);
        channel("Twins").joinedBy(user);
        channel("Twins").joinedBy(user);
        assertArchived(channel, "Old Recipes", "old recipes");

        ProgramRun twins = archiver.run("", "download", "Twins");
        assertThat(twins.exitCode()).as("%s", twins).isEqualTo(5);
        assertThat(twins.err()).contains("2 chats have this title");
        for (String near : new String[] {"@cooking_dayly", "Old Recipe"}) {
            ProgramRun run = archiver.run("", "download", near);
            assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
            assertThat(run.err()).contains("Did you mean @cooking_daily?");
        }
        for (String name : new String[] {"@cooking_dayly", "Old Recipe"}) {
            ProgramRun archived = archiver.run("", "retry", name);
            assertThat(archived.exitCode()).as("%s", archived).isEqualTo(2);
            assertThat(archived.err()).containsPattern("Did you mean (@cooking_daily|'Old Recipes')\\?");
        }
        assertThat(archiver.run("", "retry", "old recipes").exitCode()).isZero();
    }

    @Test
    void a_private_channel_that_was_joined_by_link_and_by_id() throws IOException {
        Channel channel = channel("Private").joinedBy(user);
        assertArchived(channel, "https://t.me/c/" + channel.id(), Long.toString(channel.chatId()));
        assertArchived(channel, Long.toString(channel.id()), "https://web.telegram.org/k/#-" + channel.id());
    }

    @Test
    void an_invite_link_of_a_channel_that_was_joined() throws IOException {
        Channel channel = channel("Invited").joinedBy(user).inviteLink("AbCdEf123");
        assertArchived(channel, "https://t.me/+AbCdEf123", "https://t.me/joinchat/AbCdEf123");
    }

    @Test
    void saved_messages() throws IOException {
        user.savedMessages().posts(2, id -> PostDraft.media(Media.document("note.txt", RemoteFile.ofSize(500 + id))));
        ProgramRun run = archiver.run("", "download", "me");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(archiver.archived()).hasSize(2);
        assertThat(archiver.archived().values())
                .allSatisfy(path -> assertThat(path.toString()).contains("Saved Messages"));
    }

    @Test
    void an_invite_link_of_a_channel_that_was_not_joined_is_not_joined() throws IOException {
        channel("Secret Garden").inviteLink("AbCdEf123");
        ProgramRun run = archiver.run("", "download", "https://t.me/+AbCdEf123");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
        assertThat(run.err()).contains("Secret Garden").contains("never joins");
        assertThat(telegram.calls().count("messages.importChatInvite")).isZero();
    }

    @Test
    void an_expired_invite_link() throws IOException {
        channel("Gone").inviteLink("AbCdEf123", InviteLink.Kind.EXPIRED);
        ProgramRun run = archiver.run("", "download", "https://t.me/+AbCdEf123");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
        assertThat(run.err()).contains("expired");
    }

    @Test
    void a_name_that_nobody_has() throws IOException {
        ProgramRun run = archiver.run("", "download", "@nobody_has_it");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
        assertThat(run.err()).contains("@nobody_has_it").contains("no channel has this name");
    }

    @Test
    void an_id_that_this_account_does_not_know() throws IOException {
        ProgramRun run = archiver.run("", "download", "https://t.me/c/987654321/1");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
        assertThat(run.err()).contains("has not joined");
    }

    @Test
    void a_channel_that_may_not_be_read() throws IOException {
        channel("Closed").username("closed_one").banned(user);
        ProgramRun run = archiver.run("", "download", "@closed_one");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
        // To somebody banned Telegram does not tell the public name of the channel, only its title.
        assertThat(run.err()).contains("Closed").contains("Can't access the chat");
    }

    @Test
    void one_bad_channel_does_not_keep_the_others_from_being_archived() throws IOException {
        Channel channel = channel("Public").username("public_one");
        ProgramRun run = archiver.run("", "download", "@nobody_has_it", "@public_one");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
    }

    @Test
    void a_name_that_cannot_be_one_is_refused_before_anything_is_asked() throws IOException {
        telegram.calls().clear();
        ProgramRun run = archiver.run("", "download", "@not a channel");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.err()).contains("\"@not a channel\"").contains("https://t.me/name");
        assertThat(telegram.calls().all()).isEmpty();
    }

    @Test
    void chats_lists_what_can_be_named() throws IOException {
        channel("Public").username("public_one").joinedBy(user);
        Channel hidden = channel("Private").joinedBy(user);
        ProgramRun run = archiver.run("", "chats");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out()).contains("@public_one").contains(Long.toString(hidden.chatId()));

        ProgramRun json = archiver.run("", "chats", "--json");
        assertThat(json.out().lines())
                .anySatisfy(line ->
                        assertThat(line).contains("\"title\":\"Private\"").contains(Long.toString(hidden.chatId())));
    }
}
