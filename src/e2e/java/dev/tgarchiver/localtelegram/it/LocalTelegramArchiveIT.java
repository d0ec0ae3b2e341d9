package dev.tgarchiver.localtelegram.it;

import static dev.tgarchiver.localtelegram.client.TdlibProcess.request;
import static dev.tgarchiver.localtelegram.client.TdlibProcess.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.localtelegram.client.TdlibProcess;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Forward;
import dev.tgarchiver.localtelegram.world.InviteLink;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.ServiceAction;
import dev.tgarchiver.localtelegram.world.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTelegramArchiveIT {

    @TempDir
    private Path session = Path.of("set by JUnit");

    @Test
    void history_is_walked_to_its_very_end() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            Channel channel =
                    scenario.world().channel("Long").username("longone").posts(750, id -> PostDraft.text("Post " + id));
            channel.history().omit(300, 420);
            scenario.logIn();
            List<JsonNode> messages = scenario.tdlib().walk(scenario.tdlib().chat("longone"));
            assertThat(messages.stream().map(LocalTelegramArchiveIT::postId))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(channel.history().ids());
            assertThat(scenario.telegram().calls().problems()).isEmpty();
        }
    }

    @Test
    void every_kind_of_media_arrives_byte_for_byte() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            List<Media> media = List.of(
                    Media.audio("Performer", "Title", RemoteFile.ofSize(1_000_003)),
                    Media.document("a file.bin", RemoteFile.ofSize(300_001)),
                    Media.photo(RemoteFile.ofSize(123_457)),
                    Media.video("clip.mp4", RemoteFile.ofSize(2_000_011)),
                    Media.voice(RemoteFile.ofSize(40_009)),
                    Media.videoNote(RemoteFile.ofSize(500_009)),
                    Media.animation("loop.mp4", RemoteFile.ofSize(200_003)),
                    Media.document("small.txt", "text/plain", RemoteFile.ofSize(7)),
                    Media.document("elsewhere.bin", RemoteFile.ofSize(700_001).inDataCentre(4)),
                    Media.photo(RemoteFile.ofSize(99_991).inDataCentre(2)));
            Channel channel = scenario.world()
                    .channel("Media")
                    .username("media")
                    .posts(media.size(), id -> PostDraft.media(media.get(id - 1)));
            scenario.logIn();
            List<JsonNode> messages = scenario.tdlib().walk(scenario.tdlib().chat("media"));
            assertThat(messages).hasSize(media.size());
            for (JsonNode message : messages) {
                assertDownloads(scenario.tdlib(), message, channel.history().required(postId(message)));
            }
            assertThat(scenario.telegram().calls().problems()).isEmpty();
        }
    }

    @Test
    void end_of_a_file_of_four_gigabytes_arrives() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            long size = 4_000_000_000L;
            Channel channel = scenario.world()
                    .channel("Huge")
                    .username("hugeone")
                    .posts(1, id -> PostDraft.media(Media.document("huge.bin", RemoteFile.ofSize(size))));
            scenario.logIn();
            TdlibProcess tdlib = scenario.tdlib();
            JsonNode message = tdlib.walk(tdlib.chat("hugeone")).get(0);
            int file = fileId(message.path("content"));
            long offset = size - 500_000;
            tdlib.call(request("downloadFile")
                    .put("file_id", file)
                    .put("priority", 1)
                    .put("offset", offset)
                    .put("limit", 500_000)
                    .put("synchronous", true));
            String data = tdlib.call(request("readFilePart")
                            .put("file_id", file)
                            .put("offset", offset)
                            .put("count", 500_000))
                    .path("data")
                    .asText();
            RemoteFile remote = Objects.requireNonNull(
                            channel.history().required(1).media())
                    .file();
            assertThat(Base64.getDecoder().decode(data)).isEqualTo(remote.bytes(offset, 500_000));
        }
    }

    @Test
    void posts_have_everything_that_an_archive_keeps() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            Channel other = scenario.world().channel("Other").username("other").posts(1, id -> PostDraft.text("x"));
            Channel channel = scenario.world().channel("Rich").username("richone");
            channel.post(PostDraft.service(new ServiceAction.ChannelCreated("Rich")));
            channel.post(PostDraft.media(Media.photo(RemoteFile.ofSize(50_000)))
                    .caption("Album #one")
                    .album(77)
                    .views(4321)
                    .signed("Editor"));
            Post second = channel.post(
                    PostDraft.media(Media.photo(RemoteFile.ofSize(50_000))).album(77));
            channel.post(PostDraft.text("An answer").replyTo(second.id()));
            channel.post(PostDraft.text("From elsewhere").forwardedFrom(Forward.fromPost(other, 1, second.date())));
            channel.history().edit(4, PostDraft.text("An edited answer").replyTo(second.id()));
            channel.post(PostDraft.service(new ServiceAction.PhotoChanged(Media.photo(RemoteFile.ofSize(30_000)))));
            scenario.logIn();
            List<JsonNode> messages = scenario.tdlib().walk(scenario.tdlib().chat("richone"));
            JsonNode album = message(messages, 2);
            assertThat(album.path("media_album_id").asText()).isEqualTo("77");
            assertThat(album.path("interaction_info").path("view_count").asInt())
                    .isEqualTo(4321);
            assertThat(album.path("author_signature").asText()).isEqualTo("Editor");
            assertThat(album.path("content")
                            .path("caption")
                            .path("entities")
                            .get(0)
                            .path("type")
                            .path("@type")
                            .asText())
                    .isEqualTo("textEntityTypeHashtag");
            assertThat(message(messages, 4).path("edit_date").asInt()).isPositive();
            assertThat(message(messages, 4).path("reply_to").path("message_id").asLong() >> 20)
                    .isEqualTo(3);
            assertThat(message(messages, 5)
                            .path("forward_info")
                            .path("origin")
                            .path("chat_id")
                            .asLong())
                    .isEqualTo(other.chatId());
            assertThat(message(messages, 1).path("content").path("@type").asText())
                    .isEqualTo("messageSupergroupChatCreate");
            assertThat(message(messages, 6).path("content").path("@type").asText())
                    .isEqualTo("messageChatChangePhoto");
        }
    }

    @Test
    void live_posts_edits_and_deletions_are_told_at_once() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            User user = scenario.logIn();
            Channel channel = scenario.world()
                    .channel("Live")
                    .username("liveone")
                    .joinedBy(user)
                    .posts(3, id -> PostDraft.text("Post " + id));
            TdlibProcess tdlib = scenario.tdlib();
            tdlib.chat("liveone");
            Post post = channel.post(PostDraft.text("Fresh"));
            tdlib.await(
                    "the live post",
                    update -> update.path("@type").asText().equals("updateNewMessage")
                            && text(update.path("message")).equals("Fresh"));
            channel.history().edit(post.id(), PostDraft.text("Changed"));
            tdlib.await(
                    "the edit",
                    update -> update.path("@type").asText().equals("updateMessageContent")
                            && update.path("new_content")
                                    .path("text")
                                    .path("text")
                                    .asText()
                                    .equals("Changed"));
            channel.history().delete(post.id());
            tdlib.await(
                    "the deletion",
                    update -> update.path("@type").asText().equals("updateDeleteMessages")
                            && update.path("is_permanent").asBoolean());
        }
    }

    @Test
    void posts_that_were_missed_arrive_whether_joined_or_not() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            User user = scenario.logIn();
            Channel joined = scenario.world()
                    .channel("Joined")
                    .username("joinedone")
                    .joinedBy(user)
                    .posts(3, id -> PostDraft.text("Post " + id));
            Channel foreign = scenario.world()
                    .channel("Foreign")
                    .username("foreignone")
                    .posts(3, id -> PostDraft.text("Post " + id));
            long joinedChat = scenario.tdlib().chat("joinedone");
            long foreignChat = scenario.tdlib().chat("foreignone");
            scenario.tdlib().walk(joinedChat);
            scenario.tdlib().walk(foreignChat);
            scenario.tdlib().close();
            joined.post(PostDraft.text("missed in joined"));
            foreign.post(PostDraft.text("missed in foreign"));
            scenario.killAndRestartTdlib();
            TdlibProcess tdlib = scenario.tdlib();
            tdlib.awaitState("authorizationStateReady");
            tdlib.await(
                    "the joined channel's post",
                    update -> text(update.path("message")).equals("missed in joined")
                            || text(update.path("last_message")).equals("missed in joined"));
            tdlib.call(request("openChat").put("chat_id", foreignChat));
            tdlib.await(
                    "the foreign channel's post",
                    update -> text(update.path("message")).equals("missed in foreign")
                            || text(update.path("last_message")).equals("missed in foreign"));
            foreign.post(PostDraft.text("seen live"));
            tdlib.await("the live post", update -> text(update.path("message")).equals("seen live"));
            assertThat(tdlib.walk(foreignChat)).hasSize(5);
        }
    }

    @Test
    void far_too_much_was_missed() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            scenario.logIn();
            Channel channel =
                    scenario.world().channel("Busy").username("busyone").posts(3, id -> PostDraft.text("Post " + id));
            long chat = scenario.tdlib().chat("busyone");
            scenario.tdlib().walk(chat);
            scenario.tdlib().close();
            for (int i = 0; i < 250; i++) {
                channel.post(PostDraft.text("More " + i));
            }
            scenario.killAndRestartTdlib();
            scenario.tdlib().awaitState("authorizationStateReady");
            scenario.tdlib().call(request("openChat").put("chat_id", chat));
            scenario.tdlib()
                    .await(
                            "the newest post",
                            update -> text(update.path("last_message")).equals("More 249"));
            assertThat(scenario.tdlib().walk(chat)).hasSize(253);
        }
    }

    @Test
    void dialogs_and_saved_messages_are_listed() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            User user = scenario.world().user(Scenario.PHONE);
            user.savedMessages()
                    .posts(
                            120,
                            id -> id == 50
                                    ? PostDraft.media(Media.document("note.pdf", RemoteFile.ofSize(100_000)))
                                    : PostDraft.text("Note " + id));
            for (int i = 0; i < 30; i++) {
                int number = i;
                scenario.world()
                        .channel("Channel " + i)
                        .joinedBy(user)
                        .posts(2 + i, id -> PostDraft.text(number + "/" + id));
            }
            TdlibProcess tdlib = scenario.tdlib();
            tdlib.logIn(Scenario.PHONE, Scenario.CODE);
            while (tdlib.ask(request("loadChats").put("limit", 100))
                    .path("@type")
                    .asText()
                    .equals("ok")) {
                // Until TDLib says that there are no more.
            }
            JsonNode chats = tdlib.call(request("getChats").put("limit", 1000)).path("chat_ids");
            assertThat(chats).hasSize(31);
            long self = tdlib.call(request("createPrivateChat").put("user_id", user.id()))
                    .path("id")
                    .asLong();
            List<JsonNode> notes = tdlib.walk(self);
            assertThat(notes).hasSize(120);
            assertDownloads(
                    tdlib, message(notes, 50), user.savedMessages().history().required(50));
            Post note = user.savedMessages().history().add(PostDraft.text("A new note"));
            assertThat(note.id()).isEqualTo(121);
            tdlib.await("the new note", update -> text(update.path("message")).equals("A new note"));
            assertThat(scenario.telegram().calls().problems()).isEmpty();
        }
    }

    @Test
    void channels_are_found_refused_and_joined_as_on_telegram() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            User user = scenario.logIn();
            scenario.world()
                    .channel("Banned")
                    .username("bannedone")
                    .banned(user)
                    .posts(2, PostDraftText::of);
            Channel secret = scenario.world()
                    .channel("Secret")
                    .inviteLink("AbCdEfGhIjKlMnOp")
                    .posts(2, PostDraftText::of);
            scenario.world()
                    .channel("Peek")
                    .inviteLink("PeekPeekPeekPeek", InviteLink.Kind.PEEK)
                    .posts(2, PostDraftText::of);
            TdlibProcess tdlib = scenario.tdlib();
            assertThat(error(tdlib, request("searchPublicChat").put("username", "nobodyhere")))
                    .isEqualTo("USERNAME_NOT_OCCUPIED");
            assertThat(error(tdlib, request("searchPublicChat").put("username", "a_")))
                    .contains("USERNAME_INVALID");
            long banned = tdlib.chat("bannedone");
            assertThat(error(
                            tdlib,
                            request("getChatHistory").put("chat_id", banned).put("limit", 10)))
                    .isNotEmpty();

            String link = "https://t.me/+AbCdEfGhIjKlMnOp";
            JsonNode before = tdlib.call(request("checkChatInviteLink").put("invite_link", link));
            assertThat(before.path("title").asText()).isEqualTo("Secret");
            assertThat(before.path("chat_id").asLong()).isZero();
            long chat = tdlib.call(request("joinChatByInviteLink").put("invite_link", link))
                    .path("chat_id")
                    .asLong();
            assertThat(chat).isEqualTo(secret.chatId());
            assertThat(tdlib.walk(chat)).hasSize(2);

            JsonNode peek =
                    tdlib.call(request("checkChatInviteLink").put("invite_link", "https://t.me/+PeekPeekPeekPeek"));
            assertThat(tdlib.walk(peek.path("chat_id").asLong())).hasSize(2);

            JsonNode message =
                    tdlib.call(request("getMessageLinkInfo").put("url", "https://t.me/c/" + secret.id() + "/2"));
            assertThat(message.path("chat_id").asLong()).isEqualTo(secret.chatId());
            assertThat(postId(message.path("message"))).isEqualTo(2);
        }
    }

    @Test
    void search_and_counts_go_by_kind() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            scenario.world()
                    .channel("Mixed")
                    .username("mixedone")
                    .posts(
                            500,
                            id -> id % 5 == 0
                                    ? PostDraft.media(Media.audio("P", "T" + id, RemoteFile.ofSize(1000)))
                                    : PostDraft.text("Post " + id));
            scenario.logIn();
            long chat = scenario.tdlib().chat("mixedone");
            JsonNode found = scenario.tdlib()
                    .call(request("searchChatMessages")
                            .put("chat_id", chat)
                            .put("limit", 100)
                            .set("filter", type("searchMessagesFilterAudio")));
            assertThat(found.path("total_count").asInt()).isEqualTo(100);
            assertThat(found.path("messages")).hasSize(100);
            JsonNode count = scenario.tdlib()
                    .call(request("getChatMessageCount")
                            .put("chat_id", chat)
                            .set("filter", type("searchMessagesFilterAudio")));
            assertThat(count.path("count").asInt()).isEqualTo(100);
        }
    }

    @Test
    void faults_strike_and_tdlib_overcomes_them() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            Channel channel = scenario.world()
                    .channel("Faults")
                    .username("faultsone")
                    .posts(4, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(3_000_000))));
            scenario.logIn();
            scenario.telegram().conditions().roundTrip(Duration.ofMillis(20));
            scenario.telegram().faults().floodWait("messages.getHistory", Duration.ofSeconds(1));
            List<JsonNode> messages = scenario.tdlib().walk(scenario.tdlib().chat("faultsone"));
            assertThat(messages).hasSize(4);

            scenario.telegram()
                    .faults()
                    .floodWait("upload.getFile", Duration.ofSeconds(1))
                    .times(2);
            assertDownloads(
                    scenario.tdlib(), message(messages, 1), channel.history().required(1));

            scenario.telegram()
                    .faults()
                    .dropConnection("upload.getFile")
                    .after(5)
                    .times(2);
            assertDownloads(
                    scenario.tdlib(), message(messages, 2), channel.history().required(2));

            scenario.telegram().faults().expireFileReferences();
            assertDownloads(
                    scenario.tdlib(), message(messages, 3), channel.history().required(3));
            assertThat(scenario.telegram().calls().count("channels.getMessages"))
                    .isPositive();

            scenario.telegram().conditions().bandwidth(3_000_000);
            scenario.telegram().restart();
            assertDownloads(
                    scenario.tdlib(), message(messages, 4), channel.history().required(4));
            assertThat(scenario.telegram().calls().problems()).isEmpty();
        }
    }

    @Test
    void temporary_keys_are_bound() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            scenario.tdlib()
                    .send(request("setOption")
                            .put("name", "use_pfs")
                            .set("value", type("optionValueBoolean").put("value", true)));
            scenario.world().channel("Pfs").username("pfsone").posts(3, PostDraftText::of);
            scenario.logIn();
            assertThat(scenario.tdlib().walk(scenario.tdlib().chat("pfsone"))).hasSize(3);
            scenario.closeAndRestartTdlib();
            scenario.tdlib().awaitState("authorizationStateReady");
            assertThat(scenario.tdlib().walk(scenario.tdlib().chat("pfsone"))).hasSize(3);
        }
    }

    /** The plainest posts there are. */
    private static final class PostDraftText {
        static PostDraft of(int id) {
            return PostDraft.text("Post " + id);
        }
    }

    private static String error(TdlibProcess tdlib, JsonNode request) {
        return tdlib.ask(request).path("message").asText();
    }

    private static String text(JsonNode message) {
        return message.path("content").path("text").path("text").asText();
    }

    private static int postId(JsonNode message) {
        return (int) (message.path("id").asLong() >> 20);
    }

    private static JsonNode message(List<JsonNode> messages, int id) {
        return messages.stream()
                .filter(message -> postId(message) == id)
                .findFirst()
                .orElseThrow();
    }

    private static void assertDownloads(TdlibProcess tdlib, JsonNode message, Post post)
            throws IOException, NoSuchAlgorithmException {
        Path file = tdlib.download(fileId(message.path("content")));
        byte[] content = Files.readAllBytes(file);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        assertThat(sha256)
                .as("content of post %d, %d bytes", post.id(), content.length)
                .isEqualTo(Objects.requireNonNull(post.media()).file().sha256());
    }

    private static int fileId(JsonNode content) {
        return switch (content.path("@type").asText()) {
            case "messagePhoto" -> {
                JsonNode sizes = content.path("photo").path("sizes");
                yield sizes.get(sizes.size() - 1).path("photo").path("id").asInt();
            }
            case "messageAudio" ->
                content.path("audio").path("audio").path("id").asInt();
            case "messageVideo" ->
                content.path("video").path("video").path("id").asInt();
            case "messageVoiceNote" ->
                content.path("voice_note").path("voice").path("id").asInt();
            case "messageVideoNote" ->
                content.path("video_note").path("video").path("id").asInt();
            case "messageAnimation" ->
                content.path("animation").path("animation").path("id").asInt();
            case "messageDocument" ->
                content.path("document").path("document").path("id").asInt();
            default -> throw new AssertionError("No file in " + content);
        };
    }
}
