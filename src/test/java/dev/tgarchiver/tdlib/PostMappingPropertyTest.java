package dev.tgarchiver.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.property.Texts;
import dev.tgarchiver.tdlib.binding.TdError;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a message says arrives in the post unchanged, whatever it is. */
class PostMappingPropertyTest {

    private static final int TRIES = 5_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void texts_and_numbers_arrive_as_they_were_written() throws Exception {
        Random random = new Random(3);
        JsonNode original = JSON.readTree(SampleMessages.DOCUMENT);
        new Texts(4, 200, List.of("#tag", "@name", "https://t.me/x")).check(TRIES, text -> {
            long id = 1 + (random.nextLong() & 0x7fffffffL);
            long date = random.nextLong() & 0xffffffffL;
            long size = random.nextLong() >>> 12;
            ObjectNode message = original.deepCopy();
            message.put("id", PostMapping.tdlibId(id)).put("date", date).put("author_signature", text);
            ObjectNode content = (ObjectNode) message.path("content");
            ((ObjectNode) content.path("caption")).put("text", text);
            ObjectNode document = (ObjectNode) content.path("document");
            document.put("file_name", text).put("mime_type", text);
            ((ObjectNode) document.path("document")).put("size", size);

            Post post = post(message);
            Media media = post.media().orElseThrow();
            assertThat(post.id().messageId()).isEqualTo(id);
            assertThat(post.date().getEpochSecond()).isEqualTo(date);
            assertThat(List.of(post.text(), post.author(), media.fileName(), media.mimeType()))
                    .containsOnly(text);
            assertThat(media.size()).isEqualTo(size);
            assertThat(media.uniqueId()).isEqualTo("AQADx");
        });
    }

    private static Post post(JsonNode message) {
        try {
            return PostMapping.post(message);
        } catch (TdError e) {
            throw new AssertionError(e);
        }
    }
}
