package dev.tgarchiver.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostDetail;
import dev.tgarchiver.model.post.PostId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The message of a post of which an early archive has only the columns. */
final class RecordedMessageTest {

    private static Post post(String type, String text, Optional<Media> media) {
        return new Post(
                new PostId(-1_001_000_000_001L, 5),
                Instant.ofEpochSecond(1_600_000_000),
                Optional.of(Instant.ofEpochSecond(1_600_000_001)),
                type,
                text,
                "",
                77,
                8,
                9,
                4,
                "Ed",
                media);
    }

    private static Post withoutDetail(Post post) {
        return post.withDetail(PostDetail.NONE);
    }

    @ParameterizedTest
    @EnumSource(MediaKind.class)
    void it_is_read_as_the_same_post(MediaKind kind) {
        String name = kind == MediaKind.PHOTO || kind == MediaKind.VOICE || kind == MediaKind.VIDEO_NOTE ? "" : "a.bin";
        String mime = kind == MediaKind.PHOTO ? "image/jpeg" : kind == MediaKind.VIDEO_NOTE ? "video/mp4" : "x/y";
        Post post = post(kind.key(), "text", Optional.of(new Media(kind, "u1", 100, name, mime, "", "", 0, 30, 30)));
        assertThat(withoutDetail(PostReader.recorded(RecordedMessage.of(post)))).isEqualTo(post);
    }

    @Test
    void a_text_is_read_as_the_same_post() {
        Post post = post("text", "text", Optional.empty());
        assertThat(withoutDetail(PostReader.recorded(RecordedMessage.of(post)))).isEqualTo(post);
    }

    @Test
    void a_service_message_keeps_its_type() {
        Post post = post("chat_join_by_link", "", Optional.empty());
        assertThat(withoutDetail(PostReader.recorded(RecordedMessage.of(post)))).isEqualTo(post);
    }
}
