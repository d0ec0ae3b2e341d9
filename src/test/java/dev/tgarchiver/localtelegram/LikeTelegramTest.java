package dev.tgarchiver.localtelegram;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.client.BareClient;
import dev.tgarchiver.localtelegram.client.PostedFile;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.junit.LocalTelegram;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Forward;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.StickerSet;
import dev.tgarchiver.localtelegram.world.User;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server's README says of its likeness to Telegram, as a bare client sees it. */
@LocalTelegram
class LikeTelegramTest {

    private static final String PHONE = "15550001";

    private TelegramServer telegram;
    private BareClient client;

    @BeforeEach
    void log_in(TelegramServer server) throws IOException {
        telegram = server;
        telegram.world().user(PHONE);
        client = new BareClient(telegram.port());
        client.makeKey(ServerKey.load());
        client.logIn(PHONE, "12345");
    }

    @AfterEach
    void end() throws IOException {
        client.close();
    }

    @Test
    void large_answers_come_packed_and_small_ones_and_files_do_not() throws Exception {
        telegram.world()
                .channel("Long")
                .username("longone")
                .posts(
                        50,
                        id -> id == 50
                                ? PostDraft.media(Media.document("file.bin", RemoteFile.ofSize(70_000)))
                                : PostDraft.text("Post " + id));
        TlObject history = history("longone");
        assertThat(client.wasPacked()).isTrue();
        assertThat(history.objectsAt("messages")).hasSize(50);
        client.call(tl("help.getNearestDc"));
        assertThat(client.wasPacked()).isFalse();
        TlObject location = PostedFile.all(client, "longone").get(0).location();
        assertThat(part(location).bytesAt("bytes")).hasSize(65_536);
        assertThat(client.wasPacked()).isFalse();
    }

    @Test
    void packed_calls_are_understood() throws Exception {
        client.pack(true);
        assertThat(client.call(tl("help.getNearestDc")).is("nearestDc")).isTrue();
        assertThat(client.call(tl("updates.getState")).is("updates.state")).isTrue();
    }

    @Test
    void exported_logins_are_good_once_and_where_they_were_exported_to() throws Exception {
        assertThat(error(tl("auth.exportAuthorization").set("dc_id", 1))).isEqualTo("DC_ID_INVALID");
        assertThat(error(tl("auth.exportAuthorization").set("dc_id", 6))).isEqualTo("DC_ID_INVALID");
        TlObject elsewhere = client.call(tl("auth.exportAuthorization").set("dc_id", 4));
        assertThat(error(importOf(elsewhere.longAt("id"), elsewhere.bytesAt("bytes"))))
                .as("imported by data centre 1")
                .isEqualTo("AUTH_BYTES_INVALID");
        assertThat(error(importOf(elsewhere.longAt("id"), new byte[64]))).isEqualTo("AUTH_BYTES_INVALID");
    }

    @Test
    void logins_are_exported_a_hundred_times_and_then_telegram_asks_to_wait() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(client.call(tl("auth.exportAuthorization").set("dc_id", 4))
                            .is("auth.exportedAuthorization"))
                    .isTrue();
        }
        assertThat(error(tl("auth.exportAuthorization").set("dc_id", 4))).isEqualTo("FLOOD_WAIT_2856");
    }

    @Test
    void other_users_come_with_their_posts_and_are_known_by_these_only() throws Exception {
        User writer = telegram.world().user("15550002").named("Bea", "Brown");
        User forwarded = telegram.world().user("15550003").named("Carl", "");
        Channel group = telegram.world().channel("Group").username("groupone").megagroup();
        group.post(PostDraft.text("Mine").by(writer));
        group.post(PostDraft.text("Theirs").by(writer).forwardedFrom(Forward.fromUser(forwarded, Instant.EPOCH)));
        group.post(PostDraft.text("Of an administrator who does not show it"));
        TlObject history = history("groupone");
        List<TlObject> messages = history.objectsAt("messages");
        assertThat(messages.get(0).objectAt("from_id").longAt("channel_id")).isEqualTo(group.id());
        assertThat(messages.get(2).objectAt("from_id").longAt("user_id")).isEqualTo(writer.id());
        assertThat(messages.get(1).objectAt("fwd_from").objectAt("from_id").longAt("user_id"))
                .isEqualTo(forwarded.id());
        TlObject min = history.objectsAt("users").stream()
                .filter(user -> user.longAt("id") == writer.id())
                .findFirst()
                .orElseThrow();
        assertThat(min.flagAt("min")).isTrue();
        assertThat(min.textAt("first_name")).isEqualTo("Bea");
        assertThat(min.has("phone")).isFalse();

        TlObject byMinHash = tl("inputUser").set("user_id", writer.id()).set("access_hash", min.longAt("access_hash"));
        assertThat(error(getUser(byMinHash))).isEqualTo("USER_ID_INVALID");
        TlObject channel = history.objectsAt("chats").get(0);
        TlObject peer = tl("inputPeerChannel")
                .set("channel_id", channel.longAt("id"))
                .set("access_hash", channel.longAt("access_hash"));
        TlObject seen =
                tl("inputUserFromMessage").set("peer", peer).set("msg_id", 1).set("user_id", writer.id());
        assertThat(client.call(getUserFull(seen)).is("users.userFull")).isTrue();
        TlObject notSeen =
                tl("inputUserFromMessage").set("peer", peer).set("msg_id", 1).set("user_id", forwarded.id());
        assertThat(error(getUser(notSeen))).isEqualTo("USER_ID_INVALID");
        assertThat(error(getUser(tl("inputUserFromMessage")
                        .set("peer", peer)
                        .set("msg_id", 9)
                        .set("user_id", writer.id()))))
                .isEqualTo("MSG_ID_INVALID");
    }

    @Test
    void photos_come_in_sizes_of_several_kinds_and_documents_with_thumbnails() throws Exception {
        telegram.world()
                .channel("Pictures")
                .username("picturesone")
                .posts(
                        3,
                        id -> PostDraft.media(
                                switch (id) {
                                    case 1 -> Media.photo(RemoteFile.ofSize(90_000));
                                    case 2 -> Media.tinyPhoto(RemoteFile.ofSize(900));
                                    default -> Media.video("clip.mp4", RemoteFile.ofSize(200_000));
                                }));
        List<TlObject> messages = history("picturesone").objectsAt("messages");
        TlObject video = messages.get(0).objectAt("media").objectAt("document");
        List<TlObject> sizes =
                messages.get(2).objectAt("media").objectAt("photo").objectsAt("sizes");
        assertThat(names(sizes)).containsExactly("photoStrippedSize", "photoSize", "photoSize", "photoSizeProgressive");
        assertThat(sizes.get(3).intsAt("sizes")).isSorted().hasSize(5).endsWith(90_000);
        List<TlObject> tiny =
                messages.get(1).objectAt("media").objectAt("photo").objectsAt("sizes");
        assertThat(names(tiny)).containsExactly("photoStrippedSize", "photoCachedSize");
        assertThat(tiny.get(1).bytesAt("bytes")).hasSize(900);
        assertThat(names(video.objectsAt("thumbs"))).containsExactly("photoStrippedSize", "photoSize");
        assertThat(names(video.objectsAt("video_thumbs"))).containsExactly("videoSize");

        int size = video.objectsAt("thumbs").get(1).intAt("size");
        assertThat(part(location(video, "m")).bytesAt("bytes")).hasSize(size);
        assertThat(error(getFile(location(video, "x")))).isEqualTo("LOCATION_INVALID");
    }

    @Test
    void references_outlive_edits_and_deletions_and_end_with_their_time() throws Exception {
        Channel channel = telegram.world().channel("Edited").username("editedone");
        channel.post(PostDraft.media(Media.document("first.bin", RemoteFile.of(71, 5_000))));
        TlObject first = PostedFile.all(client, "editedone").get(0).location();
        channel.history()
                .edit(
                        1,
                        PostDraft.media(Media.document("first.bin", RemoteFile.of(71, 5_000)))
                                .caption("Now with words"));
        assertThat(part(first).bytesAt("bytes"))
                .isEqualTo(RemoteFile.of(71, 5_000).bytes(0, 5_000));
        channel.history().edit(1, PostDraft.media(Media.document("second.bin", RemoteFile.of(72, 6_000))));
        assertThat(part(first).bytesAt("bytes"))
                .isEqualTo(RemoteFile.of(71, 5_000).bytes(0, 5_000));
        TlObject second = PostedFile.all(client, "editedone").get(0).location();
        channel.history().delete(1);
        assertThat(part(first).bytesAt("bytes")).hasSize(5_000);
        assertThat(part(second).bytesAt("bytes"))
                .isEqualTo(RemoteFile.of(72, 6_000).bytes(0, 6_000));
        telegram.faults().expireFileReferences();
        assertThat(error(getFile(first))).isEqualTo("FILE_REFERENCE_EXPIRED");
        assertThat(error(getFile(first.set("file_reference", new byte[0])))).isEqualTo("FILE_REFERENCE_EMPTY");
        assertThat(error(getFile(first.set("file_reference", new byte[3])))).isEqualTo("FILE_REFERENCE_INVALID");
    }

    @Test
    void sets_of_stickers_are_told_once_and_unknown_ones_refused() throws Exception {
        StickerSet set = telegram.world()
                .stickerSet(
                        "Cats",
                        "catsone",
                        Media.sticker("A", RemoteFile.ofSize(3_000)),
                        Media.sticker("B", RemoteFile.ofSize(4_000)));
        TlObject input = tl("inputStickerSetID").set("id", set.id()).set("access_hash", set.accessHash());
        TlObject told = client.call(getStickerSet(input, 0));
        assertThat(told.objectsAt("documents")).hasSize(2);
        TlObject location = location(told.objectsAt("documents").get(1), "");
        assertThat(part(location).bytesAt("bytes"))
                .isEqualTo(set.stickers().get(1).file().bytes(0, 4_000));
        assertThat(client.call(getStickerSet(input, told.objectAt("set").intAt("hash")))
                        .is("messages.stickerSetNotModified"))
                .isTrue();
        assertThat(error(getStickerSet(input.set("access_hash", 7L), 0))).isEqualTo("STICKERSET_INVALID");
        assertThat(error(getStickerSet(tl("inputStickerSetEmpty"), 0))).isEqualTo("STICKERSET_INVALID");
        assertThat(error(getStickerSet(tl("inputStickerSetDice").set("emoticon", ""), 0)))
                .isEqualTo("EMOTICON_STICKERPACK_MISSING");
        assertThat(client.call(getStickerSet(tl("inputStickerSetAnimatedEmoji"), 0))
                        .is("messages.stickerSet"))
                .isTrue();
    }

    @Test
    void one_file_fails_for_ever_and_others_do_not() throws Exception {
        telegram.world()
                .channel("Files")
                .username("filesone")
                .posts(2, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.of(80 + id, 5_000))));
        List<PostedFile> files = PostedFile.all(client, "filesone");
        telegram.faults().fileError(RemoteFile.of(81, 0), 500, "INTERNAL").forever();
        for (int i = 0; i < 5; i++) {
            assertThat(error(getFile(files.get(1).location()))).isEqualTo("INTERNAL");
            assertThat(part(files.get(0).location()).bytesAt("bytes")).hasSize(5_000);
        }
    }

    private static List<String> names(List<TlObject> objects) {
        return objects.stream().map(TlObject::name).toList();
    }

    private TlObject history(String username) throws IOException {
        TlObject channel = client.call(tl("contacts.resolveUsername").set("username", username))
                .objectsAt("chats")
                .get(0);
        return client.call(tl("messages.getHistory")
                .set(
                        "peer",
                        tl("inputPeerChannel")
                                .set("channel_id", channel.longAt("id"))
                                .set("access_hash", channel.longAt("access_hash")))
                .set("offset_id", 0)
                .set("offset_date", 0)
                .set("add_offset", 0)
                .set("limit", 100)
                .set("max_id", 0)
                .set("min_id", 0)
                .set("hash", 0L));
    }

    private String error(TlObject call) throws IOException {
        TlObject answer = client.call(call);
        return answer.is("rpc_error") ? answer.textAt("error_message") : answer.name();
    }

    private TlObject part(TlObject location) throws IOException {
        return client.call(getFile(location));
    }

    private static TlObject getFile(TlObject location) {
        return tl("upload.getFile").set("location", location).set("offset", 0L).set("limit", 65_536);
    }

    private static TlObject location(TlObject document, String thumbnail) {
        return tl("inputDocumentFileLocation")
                .set("id", document.longAt("id"))
                .set("access_hash", document.longAt("access_hash"))
                .set("file_reference", document.bytesAt("file_reference"))
                .set("thumb_size", thumbnail);
    }

    private static TlObject importOf(long id, byte[] bytes) {
        return tl("auth.importAuthorization").set("id", id).set("bytes", bytes);
    }

    private static TlObject getUser(TlObject input) {
        return tl("users.getUsers").set("id", List.of(input));
    }

    private static TlObject getUserFull(TlObject input) {
        return tl("users.getFullUser").set("id", input);
    }

    private static TlObject getStickerSet(TlObject input, int hash) {
        return tl("messages.getStickerSet").set("stickerset", input).set("hash", hash);
    }
}
