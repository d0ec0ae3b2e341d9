package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contents of posts that are easily lost, through the real TDLib. */
final class PostContentsIT extends OneLogin {

    @Test
    void a_document_of_no_bytes_is_an_empty_file() throws Exception {
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(4, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(id < 3 ? 0 : 1_000))));
        assertComplete(run("--workers", "2"), channel);
        assertThat(workplace.log()).doesNotContain("failed, attempt");
        assertThat(workplace.run("", "verify").exitCode()).isZero();
    }

    @Test
    void a_single_emoji_keeps_its_text() throws Exception {
        List<String> texts = List.of("👍", "Hello", "❤");
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(3, id -> PostDraft.text(texts.get(id - 1)));
        assertThat(run().exitCode()).isZero();
        try (TrackerReader tracker = Tracker.openReadOnly(folder.resolve("data/tracker.db"))) {
            for (int id = 1; id <= texts.size(); id++) {
                assertThat(tracker.post(new PostId(channel.chatId(), id))
                                .orElseThrow()
                                .text())
                        .isEqualTo(texts.get(id - 1));
            }
        }
    }
}
