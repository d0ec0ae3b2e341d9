package dev.tgarchiver.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever TDLib answers, the mapping ends in a post that can be recorded or in the one typed failure. */
class TdlibMappingFuzzTest {

    private static final int ROUNDS = Integer.getInteger("archiver.fuzz.rounds", 100_000);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void mutated_messages_end_in_a_post_or_a_typed_failure() throws JsonProcessingException {
        JsonMutation mutation = new JsonMutation(new Random(20260102));
        List<JsonNode> originals = new ArrayList<>();
        for (String message : SampleMessages.ALL) {
            originals.add(JSON.readTree(message));
        }
        int posts = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            JsonNode mutated = mutation.of(originals.get(round % originals.size()));
            try {
                requirePlausible(PostMapping.post(mutated), mutated);
                assertThat(PostMapping.file(mutated)).isNotNull();
                posts++;
            } catch (TdError e) {
                assertThat(e.text()).isNotBlank();
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("round " + round + ": " + mutated, e);
            }
        }
        assertThat(posts).isPositive();
        assertThat(refused).isPositive();
    }

    /** What the tracker demands of a post. */
    private static void requirePlausible(Post post, JsonNode told) {
        boolean plausible = post.id().messageId() > 0
                && post.id().messageId() <= 0xffffffffL
                && post.date().getEpochSecond() >= 0
                && post.media()
                        .map(media -> media.size() >= 0 && media.width() >= 0 && media.height() >= 0)
                        .orElse(true);
        if (!plausible) {
            throw new AssertionError(post + " from " + told);
        }
    }

    @Test
    void mutated_errors_are_some_failure_with_words() {
        Random random = new Random(20260103);
        String[] texts = {
            "Too Many Requests: retry after 17", "FLOOD_WAIT_3", "CHANNEL_PRIVATE", "Unauthorized", "Can't lock file",
            "No space left on device", "MESSAGE_ID_INVALID", "", "Wrong database encryption key", "\u001b[2J"
        };
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(texts[round % texts.length]);
            for (int i = random.nextInt(4); i > 0; i--) {
                int at = random.nextInt(text.length() + 1);
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, (char) random.nextInt(0x300));
                    case 1 -> text.insert(at, "9999999999".substring(random.nextInt(10)));
                    default -> text.delete(at, Math.min(text.length(), at + 3));
                }
            }
            TelegramFailure failure = TdFailures.of(random.nextInt(1200) - 600, text.toString(), "Doing something");
            assertThat(failure.getMessage()).isNotBlank();
        }
    }
}
