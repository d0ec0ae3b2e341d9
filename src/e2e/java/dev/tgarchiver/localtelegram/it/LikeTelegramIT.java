package dev.tgarchiver.localtelegram.it;

import static dev.tgarchiver.localtelegram.client.TdlibProcess.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.localtelegram.client.TdlibProcess;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Forward;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.StickerSet;
import dev.tgarchiver.localtelegram.world.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server's README says of its likeness to Telegram, as TDLib understands it. */
class LikeTelegramIT {

    @TempDir
    private Path session = Path.of("set by JUnit");

    @Test
    void sizes_of_photos_and_thumbnails_are_what_tdlib_takes_them_for() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            RemoteFile progressive = RemoteFile.of(501, 123_457);
            RemoteFile cached = RemoteFile.of(502, 901);
            scenario.world()
                    .channel("Pictures")
                    .username("picturesone")
                    .posts(
                            3,
                            id -> PostDraft.media(
                                    switch (id) {
                                        case 1 -> Media.photo(progressive);
                                        case 2 -> Media.tinyPhoto(cached);
                                        default -> Media.animation("loop.mp4", RemoteFile.of(503, 200_003));
                                    }));
            scenario.logIn();
            TdlibProcess tdlib = scenario.tdlib();
            List<JsonNode> messages = tdlib.walk(tdlib.chat("picturesone"));
            JsonNode photo = messages.get(2).path("content").path("photo");
            assertThat(photo.path("minithumbnail").path("width").asInt()).isEqualTo(40);
            JsonNode largest = photo.path("sizes").get(2);
            assertThat(largest.path("progressive_sizes")).hasSize(4);
            assertThat(largest.path("photo").path("size").asInt()).isEqualTo(123_457);
            assertThat(Files.readAllBytes(
                            tdlib.download(largest.path("photo").path("id").asInt())))
                    .isEqualTo(progressive.bytes(0, 123_457));
            JsonNode tiny = messages.get(1).path("content").path("photo").path("sizes");
            assertThat(Files.readAllBytes(
                            tdlib.download(tiny.get(0).path("photo").path("id").asInt())))
                    .isEqualTo(cached.bytes(0, 901));
            JsonNode animation = messages.get(0).path("content").path("animation");
            assertThat(animation.path("minithumbnail").isObject()).isTrue();
            // TDLib shows the film where there is one.
            JsonNode thumbnail = animation.path("thumbnail");
            assertThat(thumbnail.path("format").path("@type").asText()).isEqualTo("thumbnailFormatMpeg4");
            JsonNode film = thumbnail.path("file");
            assertThat(Files.size(tdlib.download(film.path("id").asInt())))
                    .isEqualTo(film.path("size").asLong());
            assertThat(scenario.telegram().calls().problems()).isEmpty();
        }
    }

    @Test
    void other_users_are_senders_and_can_be_asked_for() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            User writer = scenario.world().user("+15550002").named("Bea", "Brown");
            User forwarded = scenario.world().user("+15550003").named("Carl", "");
            Channel group =
                    scenario.world().channel("Group").username("groupone").megagroup();
            group.post(PostDraft.text("Written").by(writer));
            group.post(PostDraft.text("Forwarded")
                    .by(writer)
                    .forwardedFrom(Forward.fromUser(forwarded, Instant.ofEpochSecond(1_600_000_000))));
            group.post(PostDraft.text("Not shown"));
            scenario.logIn();
            TdlibProcess tdlib = scenario.tdlib();
            List<JsonNode> messages = tdlib.walk(tdlib.chat("groupone"));
            assertThat(messages.get(0).path("sender_id").path("chat_id").asLong())
                    .isEqualTo(group.chatId());
            assertThat(messages.get(2).path("sender_id").path("user_id").asLong())
                    .isEqualTo(writer.id());
            assertThat(messages.get(1)
                            .path("forward_info")
                            .path("origin")
                            .path("sender_user_id")
                            .asLong())
                    .isEqualTo(forwarded.id());
            JsonNode user = tdlib.call(request("getUser").put("user_id", writer.id()));
            assertThat(user.path("first_name").asText()).isEqualTo("Bea");
            assertThat(user.path("phone_number").asText()).isEmpty();
            tdlib.call(request("getUserFullInfo").put("user_id", writer.id()));
            assertThat(scenario.telegram().calls().all().stream()
                            .filter(call -> call.method().startsWith("users."))
                            .map(call -> call.arguments().toString()))
                    .anyMatch(call -> call.contains("inputUserFromMessage"));
            assertThat(scenario.telegram().calls().problems()).isEmpty();
        }
    }

    @Test
    void stickers_come_with_their_set_and_their_references_are_renewed_through_it() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            StickerSet set =
                    scenario.world().stickerSet("Cats", "catsone", Media.sticker("\u2764", RemoteFile.ofSize(30_001)));
            Media.Sticker sticker = set.stickers().get(0);
            scenario.world().channel("Stickers").username("stickersone").posts(1, id -> PostDraft.media(sticker));
            scenario.logIn();
            TdlibProcess tdlib = scenario.tdlib();
            JsonNode posted =
                    tdlib.walk(tdlib.chat("stickersone")).get(0).path("content").path("sticker");
            assertThat(posted.path("set_id").asLong()).isEqualTo(set.id());
            JsonNode told = tdlib.call(request("getStickerSet").put("set_id", set.id()));
            assertThat(told.path("title").asText()).isEqualTo("Cats");
            assertThat(told.path("stickers")).hasSize(1);
            scenario.telegram().faults().expireFileReferences();
            assertThat(Files.readAllBytes(
                            tdlib.download(posted.path("sticker").path("id").asInt())))
                    .isEqualTo(sticker.file().bytes(0, 30_001));
            assertThat(scenario.telegram().calls().unknown()).doesNotContainKey("messages.getStickerSet");
            assertThat(scenario.telegram().calls().problems()).isEmpty();
        }
    }

    @Test
    void tdlib_fetches_what_was_replaced_after_it_saw_the_post() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            RemoteFile before = RemoteFile.of(601, 200_001);
            Channel channel = scenario.world()
                    .channel("Edited")
                    .username("editedone")
                    .posts(1, id -> PostDraft.media(Media.document("a.bin", before)));
            scenario.logIn();
            TdlibProcess tdlib = scenario.tdlib();
            JsonNode message = tdlib.walk(tdlib.chat("editedone")).get(0);
            int file = message.path("content")
                    .path("document")
                    .path("document")
                    .path("id")
                    .asInt();
            channel.history().edit(1, PostDraft.media(Media.document("b.bin", RemoteFile.of(602, 300_001))));
            assertThat(Files.readAllBytes(tdlib.download(file))).isEqualTo(before.bytes(0, 200_001));
        }
    }
}
