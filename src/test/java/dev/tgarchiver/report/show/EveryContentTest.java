package dev.tgarchiver.report.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.console.terminal.AnsiStyle;
import dev.tgarchiver.export.Samples;
import dev.tgarchiver.post.RandomMessages;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every content that TDLib can give. */
final class EveryContentTest {

    private static final int EACH = 40;

    @Test
    void each_has_a_case_of_its_own() {
        List<ObjectNode> messages = RandomMessages.ofEachContent(1);
        assertThat(messages).hasSize(102);
        ContentLines lines = new ContentLines(new Naming(Samples.PEERS));
        assertThat(messages.stream()
                        .map(message -> message.path("content"))
                        .filter(content -> !lines.write(content, new Lines()))
                        .map(content -> content.path("@type").asText()))
                .isEmpty();
    }

    @Test
    void each_says_something_and_none_throws() {
        IntStream.range(0, EACH)
                .mapToObj(RandomMessages::ofEachContent)
                .flatMap(List::stream)
                .forEach(message -> {
                    String shown = Shown.of(message);
                    assertThat(shown).as("%s", message).doesNotContain("null", "{", "messageS", "textEntity");
                    assertThat(ShowJson.of(Shown.post(message)).path("posts")).hasSize(1);
                });
    }

    @Test
    void a_content_without_fields_is_a_sentence() {
        Map<String, Integer> fields = new TreeMap<>();
        IntStream.range(0, EACH)
                .mapToObj(RandomMessages::ofEachContent)
                .flatMap(List::stream)
                .map(message -> message.path("content"))
                .forEach(content -> fields.merge(content.path("@type").asText(), content.size() - 1, Integer::sum));
        fields.values().removeIf(count -> count > 0);
        assertThat(fields).hasSizeGreaterThan(8);
        for (String type : fields.keySet()) {
            assertThat(new ContentLines(new Naming(Samples.PEERS))
                            .of(Samples.message(1, type, "{}").path("content"))
                            .shown(AnsiStyle.NONE))
                    .as(type)
                    .hasSize(1);
        }
    }

    @Test
    void an_unknown_content_shows_all_words_in_it() {
        assertThat(Shown.of("messageOfNextYear", "{\"title\":\"A title\",\"note\":{\"text\":\"Some words\"}}"))
                .contains("[of next year]\ntitle: A title\nnote: Some words");
    }
}
