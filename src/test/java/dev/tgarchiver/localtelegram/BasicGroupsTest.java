package dev.tgarchiver.localtelegram;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.client.BareClient;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.junit.LocalTelegram;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.BasicGroup;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.User;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server's README says of basic groups and of full chats, as a bare client sees it. */
@LocalTelegram
class BasicGroupsTest {

    private static final String PHONE = "15550001";

    private TelegramServer telegram;
    private User user;
    private BasicGroup group;
    private BareClient client;

    @BeforeEach
    void log_in(TelegramServer server) throws IOException {
        telegram = server;
        user = telegram.world().user(PHONE);
        user.savedMessages().posts(3, id -> PostDraft.text("Note " + id));
        group = telegram.world().basicGroup("Hikers", user).about("Uphill").posts(4, id -> PostDraft.text("Old " + id));
        client = new BareClient(telegram.port());
        client.makeKey(ServerKey.load());
        client.logIn(PHONE, "12345");
    }

    @AfterEach
    void end() throws IOException {
        client.close();
    }

    private TlObject peer() {
        return tl("inputPeerChat").set("chat_id", group.id());
    }

    private static List<Integer> ids(TlObject answer) {
        return answer.objectsAt("messages").stream()
                .map(message -> message.intAt("id"))
                .toList();
    }

    @Test
    void all_messages_outside_of_channels_share_one_numbering() throws Exception {
        user.savedMessages().history().add(PostDraft.text("Note"));
        group.post(PostDraft.text("New"));
        TlObject history = client.call(tl("messages.getHistory")
                .set("peer", peer())
                .set("offset_id", 0)
                .set("offset_date", 0)
                .set("add_offset", 0)
                .set("limit", 100)
                .set("max_id", 0)
                .set("min_id", 0)
                .set("hash", 0L));
        assertThat(ids(history)).containsExactly(9, 7, 6, 5, 4);
        TlObject both = client.call(tl("messages.getMessages")
                .set(
                        "id",
                        List.of(
                                tl("inputMessageID").set("id", 8),
                                tl("inputMessageID").set("id", 9),
                                tl("inputMessageID").set("id", 10))));
        List<TlObject> messages = both.objectsAt("messages");
        assertThat(messages.get(0).objectAt("peer_id").is("peerUser")).isTrue();
        assertThat(messages.get(1).objectAt("peer_id").longAt("chat_id")).isEqualTo(group.id());
        assertThat(messages.get(2).is("messageEmpty")).isTrue();
        TlObject difference = client.call(tl("updates.getDifference")
                .set("pts", user.savedMessages().history().pts() - 2)
                .set("date", 0)
                .set("qts", 0));
        assertThat(difference.objectsAt("new_messages"))
                .extracting(message -> message.intAt("id"))
                .containsExactly(8, 9);
    }

    @Test
    void an_upgraded_group_and_its_supergroup_name_each_other() throws Exception {
        Channel channel = telegram.world().upgrade(group).photo(Media.photo(RemoteFile.ofSize(30_000)));
        TlObject input = tl("inputChannel").set("channel_id", channel.id()).set("access_hash", channel.accessHash());
        TlObject full = client.call(tl("channels.getFullChannel").set("channel", input));
        assertThat(full.objectAt("full_chat").longAt("migrated_from_chat_id")).isEqualTo(group.id());
        assertThat(full.objectAt("full_chat").intAt("migrated_from_max_id")).isEqualTo(7);
        TlObject old = client.call(tl("messages.getFullChat").set("chat_id", group.id()));
        assertThat(old.objectAt("full_chat").textAt("about")).isEqualTo("Uphill");
        TlObject chat = old.objectsAt("chats").get(0);
        assertThat(chat.flagAt("deactivated")).isTrue();
        assertThat(chat.objectAt("migrated_to").longAt("channel_id")).isEqualTo(channel.id());
        assertThat(group.history().required(8).action()).isNotNull();
        assertThat(channel.history().required(1).action()).isNotNull();

        TlObject photo = full.objectsAt("chats").get(0).objectAt("photo");
        TlObject location = tl("inputPeerPhotoFileLocation")
                .flag("big", true)
                .set(
                        "peer",
                        tl("inputPeerChannel").set("channel_id", channel.id()).set("access_hash", channel.accessHash()))
                .set("photo_id", photo.longAt("photo_id"));
        TlObject part = client.call(
                tl("upload.getFile").set("location", location).set("offset", 0L).set("limit", 1 << 16));
        assertThat(part.bytesAt("bytes")).hasSize(30_000);

        channel.hideEarlierHistory(true);
        TlObject hidden = client.call(tl("channels.getFullChannel").set("channel", input));
        assertThat(hidden.objectAt("full_chat").has("migrated_from_chat_id")).isFalse();
    }
}
