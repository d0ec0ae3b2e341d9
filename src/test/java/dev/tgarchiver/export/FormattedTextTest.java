package dev.tgarchiver.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats lie within each other, and nothing that others wrote is markup. */
final class FormattedTextTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static ObjectNode text(String text) {
        ObjectNode formatted = MAPPER.createObjectNode().put("text", text);
        formatted.putArray("entities");
        return formatted;
    }

    private static ObjectNode with(ObjectNode text, int offset, int length, String type, String... fields) {
        ObjectNode entity = ((ArrayNode) text.path("entities"))
                .addObject()
                .put("offset", offset)
                .put("length", length);
        ObjectNode typed = entity.putObject("type").put("@type", "textEntityType" + type);
        for (int i = 0; i < fields.length; i += 2) {
            typed.put(fields[i], fields[i + 1]);
        }
        return text;
    }

    @Test
    void a_format_lies_within_another() {
        ObjectNode text = text("one two three");
        with(text, 0, 13, "Bold");
        with(text, 4, 3, "Italic");
        assertThat(HtmlText.of(text)).isEqualTo("<strong>one <em>two</em> three</strong>");
    }

    @Test
    void what_overlaps_ends_with_the_format_around_it() {
        ObjectNode text = text("abcdef");
        with(text, 0, 4, "Bold");
        with(text, 2, 4, "Italic");
        assertThat(HtmlText.of(text)).isEqualTo("<strong>ab<em>cd</em></strong>ef");
    }

    @Test
    void markup_in_a_text_is_text() {
        assertThat(HtmlText.of(text("<script>alert('1')</script> & \"q\"\nnext")))
                .isEqualTo("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;q&quot;<br>\nnext");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                " java\nscript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "//evil"
            })
    void a_link_that_is_not_of_the_web_is_text(String url) {
        assertThat(HtmlText.of(with(text("here"), 0, 4, "TextUrl", "url", url))).isEqualTo("here");
    }

    @Test
    void a_link_cannot_leave_its_attribute() {
        assertThat(HtmlText.of(with(text("here"), 0, 4, "TextUrl", "url", "https://a.b/\"onmouseover=\"x")))
                .isEqualTo(
                        "<a href=\"https://a.b/&quot;onmouseover=&quot;x\" rel=\"noopener noreferrer nofollow\">here</a>");
    }

    /** Every tag is closed in its order, and the text without tags is the text. */
    @Test
    void random_formats_give_whole_html() {
        String[] types = {
            "Bold",
            "Italic",
            "Underline",
            "Strikethrough",
            "Spoiler",
            "Code",
            "Pre",
            "BlockQuote",
            "TextUrl",
            "Url",
            "Mention",
            "CustomEmoji",
            "FromTheFuture"
        };
        Random random = new Random(7);
        Pattern tag = Pattern.compile("<(/?)([a-z]+)[^>]*>");
        for (int round = 0; round < 5_000; round++) {
            ObjectNode text = text("ab<c> d&e 😀 fg\"h");
            for (int i = random.nextInt(6); i > 0; i--) {
                with(
                        text,
                        random.nextInt(20) - 1,
                        random.nextInt(20) - 1,
                        types[random.nextInt(types.length)],
                        "url",
                        "https://a.b");
            }
            String html = HtmlText.of(text);
            ArrayDeque<String> open = new ArrayDeque<>();
            Matcher tags = tag.matcher(html);
            while (tags.find()) {
                if (tags.group(1).isEmpty()) {
                    open.push(tags.group(2));
                } else {
                    assertThat(open.pop()).as("%s", html).isEqualTo(tags.group(2));
                }
            }
            assertThat(open).as("%s", html).isEmpty();
            assertThat(tag.matcher(html).replaceAll("")).doesNotContain("<").doesNotContain(">");
        }
    }

    @Test
    void a_path_is_an_address() {
        assertThat(WebAddress.ofPath("media/1_a b#c?%ü\".jpg")).isEqualTo("media/1_a%20b%23c%3F%25%C3%BC%22.jpg");
    }

    @Test
    void a_title_is_short() {
        JsonNode content =
                Samples.message(1, "messageText", "{\"text\":{\"text\":\"" + "x".repeat(99) + "\\nsecond\"}}");
        assertThat(PostBody.title(Samples.post((ObjectNode) content), 80)).isEqualTo("x".repeat(79) + "…");
        assertThat(PostBody.title(Samples.post(Samples.message(1, "messagePinMessage", "{}")), 80))
                .isEqualTo("Pin message");
    }
}
