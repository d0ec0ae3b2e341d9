package dev.tgarchiver.localtelegram;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.localtelegram.client.BareClient;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.junit.LocalTelegram;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Forum;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The topics of forums, as a bare client sees them. */
@LocalTelegram
final class ForumTest {

    private static final String PHONE = "15550001";

    private BareClient client;
    private Channel group;
    private Channel plain;
    private Forum forum;
    private User ada;

    @BeforeEach
    void make_forum(TelegramServer telegram) throws IOException {
        telegram.world().user(PHONE);
        ada = telegram.world().user("15550002").named("Ada", "").username("ada_l");
        group = telegram.world().channel("Forum").username("forum_one").forum();
        plain = telegram.world().channel("Plain").username("plain_one").megagroup();
        forum = group.topics();
        client = new BareClient(telegram.port());
        client.makeKey(ServerKey.load());
        client.logIn(PHONE, "12345");
    }

    @AfterEach
    void end() throws IOException {
        client.close();
    }

    private static TlObject peer(Channel channel) {
        return tl("inputPeerChannel").set("channel_id", channel.id()).set("access_hash", channel.accessHash());
    }

    private static TlObject getTopics(Channel channel, int offsetDate, int offsetTopic, int limit) {
        return tl("messages.getForumTopics")
                .set("peer", peer(channel))
                .set("offset_date", offsetDate)
                .set("offset_id", 0)
                .set("offset_topic", offsetTopic)
                .set("limit", limit);
    }

    private TlObject byId(Integer... ids) throws IOException {
        return client.call(
                tl("messages.getForumTopicsByID").set("peer", peer(group)).set("topics", List.of(ids)));
    }

    private static List<Integer> ids(TlObject page) {
        return page.objectsAt("topics").stream().map(topic -> topic.intAt("id")).toList();
    }

    @Test
    void topics_come_with_what_they_are_and_their_newest_posts() throws Exception {
        int news = forum.create("News", ada, 7);
        int music = forum.create("Music", ada);
        int top = group.post(PostDraft.text("In news").in(news).by(ada)).id();
        forum.close(music, true);
        forum.hideGeneral(true);
        forum.pin(music, true);
        TlObject page = client.call(getTopics(group, 0, 0, 100));
        assertThat(ids(page)).containsExactly(music, 1, news);
        assertThat(page.intAt("count")).isEqualTo(3);
        TlObject pinned = page.objectsAt("topics").get(0);
        assertThat(pinned.flagAt("pinned") && pinned.flagAt("closed")).isTrue();
        assertThat(page.objectsAt("topics").get(1).flagAt("hidden")).isTrue();
        TlObject last = page.objectsAt("topics").get(2);
        assertThat(last.longAt("icon_emoji_id")).isEqualTo(7);
        assertThat(last.objectAt("from_id").longAt("user_id")).isEqualTo(ada.id());
        assertThat(last.intAt("top_message")).isEqualTo(top);
        assertThat(page.objectsAt("messages"))
                .anySatisfy(message -> assertThat(message.intAt("id")).isEqualTo(top));
        assertThat(page.objectsAt("users"))
                .anySatisfy(user -> assertThat(user.longAt("id")).isEqualTo(ada.id()));
    }

    @Test
    void pages_follow_each_other_also_after_a_topic_that_is_gone() throws Exception {
        List<Integer> created = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            created.add(0, forum.create("Topic " + i, ada));
        }
        created.add(1);
        TlObject first = client.call(getTopics(group, 0, 0, 1_000));
        assertThat(ids(first)).isEqualTo(created.subList(0, 100));
        TlObject second = client.call(getTopics(group, 0, created.get(99), 100));
        assertThat(ids(second)).isEqualTo(created.subList(100, 121));
        assertThat(client.call(getTopics(group, 0, 1, 100)).objectsAt("topics")).isEmpty();
        forum.delete(created.get(99));
        assertThat(ids(client.call(getTopics(group, 1, created.get(99), 100))))
                .as("by the date")
                .doesNotContain(created.get(0));
    }

    @Test
    void a_deleted_topic_takes_its_posts_along_and_is_told_by_its_id() throws Exception {
        int news = forum.create("News", ada);
        int post = group.post(PostDraft.text("In news").in(news)).id();
        int answer = group.post(PostDraft.text("Answer").in(news).replyTo(post)).id();
        TlObject header = client.call(tl("channels.getMessages")
                        .set(
                                "channel",
                                tl("inputChannel").set("channel_id", group.id()).set("access_hash", group.accessHash()))
                        .set("id", List.of(tl("inputMessageID").set("id", answer))))
                .objectsAt("messages")
                .get(0)
                .objectAt("reply_to");
        assertThat(header.flagAt("forum_topic")).isTrue();
        assertThat(header.intAt("reply_to_msg_id")).isEqualTo(post);
        assertThat(header.intAt("reply_to_top_id")).isEqualTo(news);
        forum.delete(news);
        assertThat(group.history().ids()).doesNotContain(news, post, answer);
        TlObject deleted = byId(news, 1);
        assertThat(deleted.objectsAt("topics").get(0).is("forumTopicDeleted")).isTrue();
        assertThat(ids(deleted)).containsExactly(news, 1);
        assertThatThrownBy(() -> forum.delete(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_telegram_refuses_is_refused() throws Exception {
        assertThat(client.call(getTopics(plain, 0, 0, 100)).textAt("error_message"))
                .isEqualTo("CHANNEL_FORUM_MISSING");
        assertThat(byId().textAt("error_message")).isEqualTo("TOPICS_EMPTY");
        TlObject wrong = tl("inputPeerUser").set("user_id", ada.id()).set("access_hash", 1L);
        assertThat(dialogs(wrong).textAt("error_message")).isEqualTo("PEER_ID_INVALID");
    }

    @Test
    void a_chat_with_another_user_is_empty() throws Exception {
        TlObject user = client.call(tl("contacts.resolveUsername").set("username", "ada_l"))
                .objectsAt("users")
                .get(0);
        TlObject answer =
                dialogs(tl("inputPeerUser").set("user_id", ada.id()).set("access_hash", user.longAt("access_hash")));
        assertThat(answer.objectsAt("dialogs"))
                .singleElement()
                .satisfies(dialog -> assertThat(dialog.intAt("top_message")).isZero());
    }

    private TlObject dialogs(TlObject peer) throws IOException {
        return client.call(tl("messages.getPeerDialogs")
                .set("peers", List.of(tl("inputDialogPeer").set("peer", peer))));
    }
}
