package dev.tgarchiver.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.post.ContentHash;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every content that TDLib can give, 200 random messages of each. */
final class RandomMessagesTest {

    private static final TdSchema SCHEMA = TdSchema.ofMessages();

    private static final int EACH = 200;

    static Stream<String> contents() {
        return SCHEMA.contents().stream();
    }

    @Test
    void the_schema_has_all_contents() {
        assertThat(SCHEMA.contents()).hasSize(102);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void what_is_kept_is_the_message_without_the_listed_fields(String content) {
        RandomMessages messages = new RandomMessages(SCHEMA, content.hashCode());
        for (int i = 0; i < EACH; i++) {
            ObjectNode message = messages.next(content);
            JsonNode kept = RawMessages.read(RawMessages.of(message).json());
            assertThat(kept.toString()).isEqualTo(without(message.deepCopy()).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("contents")
    void every_file_is_found_and_has_a_role_of_its_own(String content) {
        RandomMessages messages = new RandomMessages(SCHEMA, content.hashCode());
        for (int i = 0; i < EACH; i++) {
            ObjectNode message = messages.next(content);
            List<AttachedFile> files = AttachedFiles.of(message);
            assertThat(files.stream().map(file -> file.media().uniqueId()))
                    .as("%s", message)
                    .containsAll(ofContents(message));
            assertThat(files.stream().map(AttachedFile::role))
                    .doesNotHaveDuplicates()
                    .allMatch(role -> Roles.isKnown(role.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("contents")
    void the_post_that_is_read_from_what_is_kept_is_the_post_of_the_message(String content) {
        RandomMessages messages = new RandomMessages(SCHEMA, content.hashCode());
        for (int i = 0; i < EACH; i++) {
            ObjectNode message = messages.next(content);
            assertThat(PostReader.recorded(
                            RawMessages.read(RawMessages.of(message).json())))
                    .isEqualTo(PostReader.recorded(message));
        }
    }

    @ParameterizedTest
    @MethodSource("contents")
    void every_text_is_found(String content) {
        RandomMessages messages = new RandomMessages(SCHEMA, content.hashCode());
        Set<String> lost = new TreeSet<>();
        for (int i = 0; i < EACH; i++) {
            ObjectNode message = messages.next(content);
            Set<String> words = new HashSet<>();
            PostWords.of(message).forEach(found -> words.add(found.text()));
            String all = String.join("\n", words);
            for (String string : messages.strings()) {
                String field = string.substring(0, string.indexOf('='));
                if (!all.contains(string.substring(field.length() + 1))) {
                    lost.add(field);
                }
            }
        }
        assertThat(lost).isSubsetOf(NotRead.FIELDS);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void the_same_content_has_the_same_hash(String content) {
        RandomMessages messages = new RandomMessages(SCHEMA, content.hashCode());
        for (int i = 0; i < EACH; i++) {
            ObjectNode message = messages.next(content);
            ContentHash hash = CanonicalContent.hash(message);
            assertThat(RawMessages.of(message).hash()).isEqualTo(hash);
            assertThat(CanonicalContent.hash(
                            RawMessages.read(RawMessages.of(message).json())))
                    .isEqualTo(hash);
        }
    }

    /** The files in the content and in the content of a replied-to message. */
    private static Set<String> ofContents(ObjectNode message) {
        Set<String> ids = new HashSet<>();
        collect(message.path("content"), ids);
        collect(message.path("reply_to").path("content"), ids);
        return ids;
    }

    private static void collect(JsonNode node, Set<String> ids) {
        if (node.path("@type").asText().equals("file")) {
            ids.add(node.path("remote").path("unique_id").asText());
        }
        String type = node.path("@type").asText();
        node.properties().stream()
                .filter(field -> LeftOutFields.reason(type, field.getKey()).isEmpty())
                .forEach(field -> collect(field.getValue(), ids));
        if (node.isArray()) {
            node.forEach(child -> collect(child, ids));
        }
    }

    private static JsonNode without(JsonNode node) {
        if (node instanceof ObjectNode object) {
            String type = object.path("@type").asText();
            List<String> fields = object.properties().stream()
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            fields.stream()
                    .filter(field -> !LeftOutFields.reason(type, field).isEmpty())
                    .forEach(object::remove);
        }
        node.forEach(RandomMessagesTest::without);
        return node;
    }
}
