package dev.tgarchiver.e2e;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.localtelegram.PostKinds;
import dev.tgarchiver.localtelegram.PostKinds.PostKind;
import dev.tgarchiver.localtelegram.client.TdlibProcess;
import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.StickerSet;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostDetail;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.LeftOutFields;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Folders;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts of every kind that a server can send, through the real TDLib: each is archived whole, with all its files. */
final class WholePostsIT extends LoggedIn {

    private User friend;
    private User bot;
    private Channel other;

    @BeforeEach
    void makeWhatPostsName() {
        friend = telegram.world().user("+15550002").named("Bea", "Brown").username("bea_brown");
        bot = telegram.world()
                .user("+15550003")
                .named("Helper", "")
                .username("helper_bot")
                .bot("1:token");
        other = telegram.world().channel("The Other").username("the_other");
    }

    @Test
    void posts_of_a_channel() throws Exception {
        Channel channel = telegram.world().channel("Channel " + name).username(name);
        archives(channel, PostKinds.ofChannel(5_000_000, friend, bot, other));
    }

    @Test
    void posts_of_a_group() throws Exception {
        Channel group = telegram.world().channel("Group " + name).username(name).megagroup();
        archives(group, PostKinds.ofGroup(6_000_000, friend, bot, other));
    }

    @Test
    void who_wrote_a_post_of_a_group_and_in_which_topic() throws Exception {
        Channel group = telegram.world().channel("Group " + name).username(name).forum();
        Map<String, Integer> ids = new HashMap<>();
        PostKinds.ofGroup(6_000_000, friend, bot, other)
                .forEach(kind -> ids.put(kind.name(), group.post(kind.raw()).id()));
        assertThat(run("--workers", "1").exitCode()).as(archiver.log()).isZero();
        try (TrackerReader tracker = SqliteTracker.openReadOnly(archiver.tracker())) {
            assertThat(detail(tracker, group, ids.get("words of a member")).sender())
                    .isEqualTo(friend.id());
            assertThat(detail(tracker, group, ids.get("document of a bot")).sender())
                    .isEqualTo(bot.id());
            assertThat(detail(tracker, group, ids.get("words of an anonymous administrator"))
                            .sender())
                    .isEqualTo(group.chatId());
            assertThat(detail(tracker, group, ids.get("words of a channel")).sender())
                    .isEqualTo(other.chatId());
            assertThat(detail(tracker, group, ids.get("words in a topic")).topic())
                    .isEqualTo((long) Objects.requireNonNull(ids.get("topic created")));
            assertThat(tracker.peer(friend.id()))
                    .contains(new Peer(friend.id(), Peer.Kind.USER, "Bea Brown", List.of("bea_brown"), ""));
            assertThat(tracker.peer(bot.id()).orElseThrow().kind()).isEqualTo(Peer.Kind.BOT);
            assertThat(tracker.peer(other.chatId()))
                    .contains(new Peer(other.chatId(), Peer.Kind.CHANNEL, "The Other", List.of("the_other"), ""));
        }
    }

    private static PostDetail detail(TrackerReader tracker, Channel channel, @Nullable Integer id) throws Exception {
        return tracker.post(new PostId(channel.chatId(), Objects.requireNonNull(id)))
                .orElseThrow()
                .detail();
    }

    @Test
    void an_instant_view_is_kept_whole_and_its_pictures_are_fetched_where_their_role_is_asked_for() throws Exception {
        Channel channel = telegram.world().channel("Channel " + name).username(name);
        PostKind linked = kind("link with an instant view");
        channel.post(linked.raw());
        assertThat(run("--workers", "1").exitCode()).as(archiver.log()).isZero();
        assertThat(filesByHash()).containsOnlyKeys(linked.file("preview").sha256());
        try (TrackerReader tracker = SqliteTracker.openReadOnly(archiver.tracker())) {
            JsonNode view = kept(tracker, new PostId(channel.chatId(), 1))
                    .path("content")
                    .path("instant_view");
            assertThat(view.path("is_full").booleanValue()).isTrue();
            assertThat(view.path("blocks")).hasSize(9);
        }
        assertThat(run("--role", "instant_view").exitCode()).as(archiver.log()).isZero();
        assertThat(filesByHash()).hasSize(5);
    }

    @Test
    void a_file_in_the_rest_of_a_rich_message_gets_its_second_reference() throws Exception {
        Channel channel = telegram.world().channel("Channel " + name).username(name);
        PostKind rich = kind("long rich message");
        channel.post(rich.raw());
        long last = Objects.requireNonNull(rich.files().get("rich/4"));
        Fault fault = telegram.faults()
                .error("upload.getFile", 400, "FILE_REFERENCE_EXPIRED")
                .when(call -> call.arguments().objectAt("location").longAt("id") == last)
                .times(1);
        assertThat(run("--workers", "1").exitCode()).as(archiver.log()).isZero();
        assertThat(fault.happened()).isEqualTo(1);
        assertThat(filesByHash()).hasSize(4);
        assertThat(archiver.log()).as("in one attempt").doesNotContain("failed, attempt", "retrying in PT");
    }

    @Test
    void what_telegram_refuses_is_told_and_everything_else_is_archived() throws Exception {
        Channel channel = telegram.world().channel("Channel " + name).username(name);
        channel.post(kind("long rich message").raw());
        channel.post(kind("document").raw());
        telegram.faults()
                .error("messages.getRichMessage", 400, "MESSAGE_ID_INVALID")
                .forever();
        ProgramRun run = run("--workers", "1");
        assertThat(run.exitCode()).as("%s\n%s", run, archiver.log()).isZero();
        assertThat(run.err()).contains("did not give all of 1 post");
        assertThat(filesByHash()).hasSize(3);
        assertThat(archiver.run("", "stats").out()).contains("1 post that Telegram did not give whole");
    }

    private PostKind kind(String kind) {
        return PostKinds.ofChannel(7_000_000, friend, bot, other).stream()
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void custom_emoji_are_asked_for_and_fetched_once() throws Exception {
        StickerSet emoji = telegram.world()
                .customEmoji(
                        "Emoji",
                        "some_emoji",
                        new Media.Sticker(RemoteFile.ofSize(6_001), "\u2764", 0, "application/x-tgsticker"),
                        new Media.Sticker(RemoteFile.ofSize(6_002), "\u2764", 0, "image/webp"));
        List<RemoteFile> files =
                emoji.stickers().stream().map(Media.Sticker::file).toList();
        Channel channel = telegram.world().channel("Channel " + name).username(name);
        for (int i = 0; i < 3; i++) {
            channel.post(tl("message")
                    .set("message", "\u2764 and words")
                    .set(
                            "entities",
                            List.of(tl("messageEntityCustomEmoji")
                                    .set("offset", 0)
                                    .set("length", 1)
                                    .set("document_id", files.get(0).id())))
                    .set(
                            "reactions",
                            tl("messageReactions")
                                    .set(
                                            "results",
                                            List.of(tl("reactionCount")
                                                    .set(
                                                            "reaction",
                                                            tl("reactionCustomEmoji")
                                                                    .set(
                                                                            "document_id",
                                                                            files.get(1)
                                                                                    .id()))
                                                    .set("count", 3)))));
        }
        assertThat(run("--workers", "2").exitCode()).as(archiver.log()).isZero();
        assertThat(filesByHash())
                .containsOnlyKeys(files.get(0).sha256(), files.get(1).sha256())
                .allSatisfy((hash, paths) -> assertThat(paths).hasSize(1));
        assertThat(Objects.requireNonNull(filesByHash().get(files.get(0).sha256()))
                        .get(0)
                        .getFileName()
                        .toString())
                .as("named by the number that the text has, and by its role")
                .matches("1_" + files.get(0).id() + "_custom_emoji(_2)?\\.tgs");
        assertThat(telegram.calls().count("messages.getCustomEmojiDocuments")).isPositive();

        telegram.calls().clear();
        channel.post(tl("message").set("message", "words"));
        assertThat(run().exitCode()).isZero();
        assertThat(telegram.calls().count("messages.getCustomEmojiDocuments")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "link with a photo",
                "quiz with media",
                "new channel photo",
                "live photo",
                "video with other qualities and a cover"
            })
    void a_further_file_gets_its_second_reference_within_a_minute(String kind) throws Exception {
        Channel channel = telegram.world().channel("Channel " + name).username(name);
        PostKind posted = PostKinds.ofChannel(9_000_000, friend, bot, other).stream()
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElseThrow();
        channel.post(posted.raw());
        Set<Long> files = Set.copyOf(posted.files().values());
        Fault fault = telegram.faults()
                .error("upload.getFile", 400, "FILE_REFERENCE_EXPIRED")
                .when(call ->
                        files.contains(call.arguments().objectAt("location").longAt("id")))
                .times(2);
        assertThat(run("--workers", "1").exitCode()).as(archiver.log()).isZero();
        assertThat(fault.happened()).isEqualTo(2);
        assertThat(filesByHash()).hasSize(files.size());
        assertThat(archiver.log()).as("in one attempt").doesNotContain("failed, attempt", "retrying in PT");
    }

    private void archives(Channel channel, List<PostKind> kinds) throws Exception {
        kinds.forEach(kind -> channel.post(kind.raw()));
        assertThat(run("--workers", "2"))
                .satisfies(run -> assertThat(run.exitCode())
                        .as("%s\n%s", run, archiver.log())
                        .isZero());
        List<JsonNode> messages = messages(channel, kinds.size());
        SoftAssertions softly = new SoftAssertions();
        Map<String, List<Path>> archived = filesByHash();
        List<String> expected = new ArrayList<>();
        try (TrackerReader tracker = SqliteTracker.openReadOnly(archiver.tracker())) {
            for (int i = 0; i < kinds.size(); i++) {
                PostKind kind = kinds.get(i);
                softly.assertThat(messages.get(i).path("content").path("@type").asText())
                        .as(kind.name())
                        .isEqualTo(kind.content());
                PostId id = new PostId(channel.chatId(), i + 1);
                Post post = tracker.post(id).orElseThrow();
                softly.assertThat(asOfAPage(kept(tracker, id), messages.get(i)))
                        .as(kind.name())
                        .isEqualTo(withoutLeftOut(messages.get(i)));
                softly.assertThat(roles(post))
                        .as(kind.name())
                        .containsExactlyInAnyOrderElementsOf(kind.files().keySet());
                for (String role : kind.files().keySet()) {
                    String hash = kind.file(role).sha256();
                    expected.add(hash);
                    softly.assertThat(archived.containsKey(hash))
                            .as("%s of %s", role, kind.name())
                            .isTrue();
                }
            }
        }
        archived.keySet().removeAll(expected);
        softly.assertThat(archived).as("files that nobody posted").isEmpty();
        softly.assertAll();
        assertThat(archiver.log()).doesNotContain("failed, attempt");

        telegram.calls().clear();
        ProgramRun stats = archiver.run("", "stats");
        assertThat(stats.exitCode()).as("%s", stats).isZero();
        assertThat(stats.out()).contains("complete");
        assertThat(run().out()).contains("Nothing new");
        assertThat(telegram.calls().count("upload.getFile")).isZero();
    }

    /** What a TDLib of its own says of each post, the oldest first. */
    private List<JsonNode> messages(Channel channel, int count) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        try (TdlibProcess tdlib =
                TdlibProcess.start(Distribution.TESTED.patchedLibrary(), folder.resolve("tdlib"), telegram.port())) {
            ObjectNode option = TdlibProcess.request("setOption").put("name", "disable_animated_emoji");
            tdlib.call(
                    option.set("value", TdlibProcess.type("optionValueBoolean").put("value", true)));
            tdlib.logIn(Installation.PHONE, Installation.CODE);
            long chat = tdlib.chat(name);
            tdlib.walk(chat);
            for (int id = 1; id <= count; id++) {
                messages.add(tdlib.call(TdlibProcess.request("getMessage")
                        .put("chat_id", channel.chatId())
                        .put("message_id", (long) id << 20)));
            }
        }
        return messages;
    }

    private static JsonNode kept(TrackerReader tracker, PostId id) throws Exception {
        List<PostVersion> versions = tracker.versions(id);
        return RawMessages.read(
                versions.get(versions.size() - 1).json().orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    /** What is kept, without what TDLib gives only when it is asked. */
    private static JsonNode asOfAPage(JsonNode kept, JsonNode page) {
        ObjectNode message = kept.deepCopy();
        message.remove("custom_emoji");
        ObjectNode content = message.withObjectProperty("content");
        content.remove("instant_view");
        if (content.remove("whole") != null) {
            content.set("message", withoutLeftOut(page.path("content").path("message")));
        }
        return message;
    }

    private static JsonNode withoutLeftOut(JsonNode message) {
        JsonNode copy = message.deepCopy();
        leaveOut(copy);
        return copy;
    }

    private static void leaveOut(JsonNode node) {
        if (node instanceof ObjectNode object) {
            String type = object.path("@type").asText();
            List<String> fields = new ArrayList<>();
            object.fieldNames().forEachRemaining(fields::add);
            object.remove(fields.stream()
                    .filter(field -> !LeftOutFields.reason(type, field).isEmpty())
                    .toList());
        }
        node.forEach(WholePostsIT::leaveOut);
    }

    private static List<String> roles(Post post) {
        Stream<FileRole> main = post.media().map(media -> FileRole.main(media.kind())).stream();
        Stream<FileRole> further = post.detail().attachments().stream().map(Attachment::role);
        return Stream.concat(main, further)
                .filter(FileRole::isOfPost)
                .map(FileRole::toString)
                .toList();
    }

    private Map<String, List<Path>> filesByHash() throws IOException {
        Map<String, List<Path>> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(archiver.downloads())) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.computeIfAbsent(Folders.sha256(path), hash -> new ArrayList<>())
                        .add(path);
            }
        }
        return files;
    }
}
