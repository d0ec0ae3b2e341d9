package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Forward;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.StickerSet;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contents of posts that are easily lost, through the real TDLib. */
final class PostContentsIT extends LoggedIn {

    @Test
    void a_document_of_no_bytes_is_an_empty_file() throws Exception {
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(4, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(id < 3 ? 0 : 1_000))));
        assertComplete(run("--workers", "2"), channel);
        assertThat(archiver.log()).doesNotContain("failed, attempt");
        assertThat(archiver.run("", "verify").exitCode()).isZero();
    }

    @Test
    void a_single_emoji_keeps_its_text() throws Exception {
        List<String> texts = List.of("👍", "Hello", "❤");
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(3, id -> PostDraft.text(texts.get(id - 1)));
        assertThat(run().exitCode()).isZero();
        try (TrackerReader tracker = SqliteTracker.openReadOnly(folder.resolve("data/tracker.db"))) {
            for (int id = 1; id <= texts.size(); id++) {
                assertThat(tracker.post(new PostId(channel.chatId(), id))
                                .orElseThrow()
                                .text())
                        .isEqualTo(texts.get(id - 1));
            }
        }
    }

    @Test
    void photos_are_archived_in_their_largest_size_whether_it_is_progressive_or_came_with_the_post() throws Exception {
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(
                        6,
                        id -> PostDraft.media(
                                id % 2 == 0
                                        ? Media.photo(RemoteFile.ofSize(120_001 + id))
                                        : Media.tinyPhoto(RemoteFile.ofSize(900 + id))));
        assertComplete(run("--workers", "2"), channel);
        assertThat(archiver.log()).doesNotContain("failed, attempt");
    }

    @Test
    void documents_with_thumbnails_are_archived_themselves() throws Exception {
        List<Media> media = List.of(
                Media.video("clip.mp4", RemoteFile.ofSize(5_001)),
                Media.animation("loop.mp4", RemoteFile.ofSize(5_003)),
                Media.audio("Performer", "Title", RemoteFile.ofSize(5_005)),
                Media.videoNote(RemoteFile.ofSize(5_007)),
                Media.document("paper.pdf", "application/pdf", RemoteFile.ofSize(5_009)));
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(media.size(), id -> PostDraft.media(media.get(id - 1)));
        assertComplete(run("--workers", "2"), channel);
    }

    @Test
    void stickers_are_archived_though_their_references_expire() throws Exception {
        StickerSet set = telegram.world()
                .stickerSet(
                        "Cats",
                        "cats" + name,
                        Media.sticker("\u2764", RemoteFile.ofSize(30_001)),
                        Media.sticker("\u2764", RemoteFile.ofSize(40_001)));
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(2, id -> PostDraft.media(set.stickers().get(id - 1)));
        Fault fault = telegram.faults().error("upload.getFile", 400, "FILE_REFERENCE_EXPIRED");
        assertComplete(run("--workers", "1"), channel);
        assertThat(fault.happened()).isEqualTo(1);
    }

    @Test
    void posts_of_other_users_are_archived() throws Exception {
        User writer = telegram.world().user("+15557001").named("Bea", "Brown");
        User forwarded = telegram.world().user("+15557002").named("Carl", "");
        Channel group = telegram.world()
                .channel("Group " + name)
                .username(name)
                .megagroup()
                .posts(
                        150,
                        id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_000 + id)))
                                .by(writer)
                                .forwardedFrom(Forward.fromUser(forwarded, Instant.EPOCH.plusSeconds(id))));
        assertComplete(run("--workers", "2"), group);
        assertThat(archiver.log()).doesNotContain("failed, attempt");
    }
}
