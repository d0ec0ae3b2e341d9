package dev.tgarchiver.export.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.Samples;
import dev.tgarchiver.post.RandomMessages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each content, against what is known of Telegram Desktop's format. */
final class ContentsTest {

    private static final String DATES = "\"date\":\"2023-11-14T23:13:20\",\"date_unixtime\":\"1700000000\"";

    record Case(String name, String content, String expected) {

        String type() {
            int colon = name.indexOf(':');
            return colon < 0 ? name : name.substring(0, colon);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream golden = ContentsTest.class.getResourceAsStream("/export/contents.golden")) {
            List<String> lines = new String(golden.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            for (int i = 0; i < lines.size(); i += 3) {
                cases.add(new Case(lines.get(i), lines.get(i + 1), lines.get(i + 2)));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_content_has_the_fields_of_telegram_desktop(Case each) throws IOException {
        ArchivedPost post = Samples.post(Samples.message(123, each.type(), each.content()));
        assertThat(Samples.fields(DesktopJsonOf.plain(post))).isEqualTo(whole(each.expected()));
    }

    private static String whole(String expected) {
        String sender = "\"News\",\"%s_id\":\"channel1000000001\",";
        if (expected.equals("unsupported")) {
            return "\"id\":123,\"type\":\"unsupported\"";
        }
        if (expected.startsWith("A ") || expected.startsWith("- ")) {
            String actor = expected.startsWith("A ") ? "\"actor\":" + sender.formatted("actor") : "";
            String text = expected.contains("\"text\":\"Send\"") ? "" : ",\"text\":\"\"";
            return "\"id\":123,\"type\":\"service\"," + DATES + "," + actor + expected.substring(2) + text
                    + ",\"text_entities\":[]";
        }
        return "\"id\":123,\"type\":\"message\"," + DATES + ",\"from\":" + sender.formatted("from") + expected;
    }

    @Test
    void each_content_of_tdlib_has_a_case() throws IOException {
        Set<String> schema = RandomMessages.ofEachContent(1).stream()
                .map(message -> message.path("content").path("@type").asText())
                .collect(Collectors.toSet());
        assertThat(schema).hasSize(102);
        assertThat(cases().stream().map(Case::type).collect(Collectors.toSet())).containsAll(schema);
    }

    @Test
    void no_content_of_tdlib_but_one_is_unsupported() throws IOException {
        List<String> unsupported = new ArrayList<>();
        for (ObjectNode message : RandomMessages.ofEachContent(2)) {
            if (DesktopJsonOf.plain(Samples.post(message)).path("type").asText().equals("unsupported")) {
                unsupported.add(message.path("content").path("@type").asText());
            }
        }
        assertThat(unsupported).containsExactly("messageUnsupported");
    }

    static Stream<Case> withFiles() throws IOException {
        return cases().stream().filter(each -> each.content().contains("FILE("));
    }

    @ParameterizedTest
    @MethodSource("withFiles")
    void nothing_of_the_archive_is_in_a_plain_export(Case each) throws IOException {
        ArchivedPost post = Samples.post(Samples.message(123, each.type(), each.content()));
        ObjectNode full = DesktopJsonOf.full(post);
        assertThat(full.has("_archiver")).isTrue();
        full.remove("_archiver");
        assertThat(full.toString()).isEqualTo(DesktopJsonOf.plain(post).toString());
    }
}
