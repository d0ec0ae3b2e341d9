package dev.tgarchiver.report.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.console.terminal.AnsiStyle;
import dev.tgarchiver.export.Samples;
import org.junit.jupiter.api.Test;

/** Posts as people read them. */
final class ContentLinesTest {

    private static final String FORMATTED = "{\"text\":{\"text\":\"Bold link\\nquoted\\nlast\",\"entities\":["
            + "{\"offset\":0,\"length\":4,\"type\":{\"@type\":\"textEntityTypeBold\"}},"
            + "{\"offset\":5,\"length\":4,\"type\":{\"@type\":\"textEntityTypeTextUrl\",\"url\":\"https://a.example\"}},"
            + "{\"offset\":10,\"length\":6,\"type\":{\"@type\":\"textEntityTypeBlockQuote\"}}]}}";

    @Test
    void links_have_their_addresses_and_quotes_their_mark() {
        assertThat(Shown.of("messageText", FORMATTED)).endsWith("\n\nBold link (https://a.example)\n> quoted\nlast");
    }

    @Test
    void formats_are_seen_on_a_terminal() {
        assertThat(ShowReport.lines(Shown.post(Samples.message(7, "messageText", FORMATTED)))
                        .shown(AnsiStyle.ANSI))
                .anyMatch(line -> line.startsWith("\u001b[1mBold\u001b[0m "));
    }

    @Test
    void no_text_acts_upon_the_terminal() {
        assertThat(Shown.of("messageText", "{\"text\":{\"text\":\"a\\u001b[2Jb\\rc\\u202ed\"}}"))
                .contains("a\uFFFD[2Jb")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void a_poll_has_bars_and_marks_the_right_answer() {
        assertThat(
                        Shown.of(
                                "messagePoll",
                                "{\"poll\":{\"question\":{\"text\":\"Which?\"},\"total_voter_count\":4,\"is_closed\":true,\"options\":["
                                        + "{\"text\":{\"text\":\"One\"},\"voter_count\":3,\"vote_percentage\":75},"
                                        + "{\"text\":{\"text\":\"Two\"},\"voter_count\":1,\"vote_percentage\":25}],"
                                        + "\"type\":{\"@type\":\"pollTypeQuiz\",\"correct_option_ids\":[1],\"explanation\":{\"text\":\"So\"}}}}"))
                .contains("Quiz: Which?")
                .contains("75% ▕███████████████     ▏ One (3)")
                .contains("25% ▕█████               ▏ ✓ Two (1)")
                .contains("4 voters, public, closed")
                .contains("Explanation: So");
    }

    @Test
    void a_checklist_says_who_has_done_what() {
        assertThat(Shown.of(
                        "messageChecklist",
                        "{\"list\":{\"title\":{\"text\":\"To do\"},\"tasks\":[{\"id\":1,\"text\":{\"text\":\"Eggs\"},"
                                + "\"completed_by\":{\"@type\":\"messageSenderUser\",\"user_id\":2},\"completion_date\":1700000000},"
                                + "{\"id\":2,\"text\":{\"text\":\"Milk\"}}]}}"))
                .contains("Checklist: To do\n  [x] Eggs  Bob (@bobby) ")
                .contains("\n  [ ] Milk");
    }

    @Test
    void a_place_has_its_map_and_a_contact_its_number() {
        assertThat(Shown.of("messageLocation", "{\"location\":{\"latitude\":52.5,\"longitude\":13.25}}"))
                .contains("Place: 52.5, 13.25")
                .contains("mlat=52.5&mlon=13.25");
        assertThat(Shown.of("messageContact", "{\"contact\":{\"first_name\":\"Ann\",\"phone_number\":\"+49\"}}"))
                .contains("Contact: Ann\nPhone: +49");
    }

    @Test
    void a_file_says_where_it_lies() {
        assertThat(Shown.of(
                        "messageAudio",
                        "{\"caption\":{\"text\":\"Listen\"},\"audio\":{\"@type\":\"audio\",\"title\":\"Song\",\"performer\":\"Band\","
                                + "\"duration\":62,\"file_name\":\"s.mp3\",\"audio\":FILE(kept1, 2000)}}"))
                .contains("Listen\n\n[audio] Band - Song, s.mp3, 1 m 02 s, 2.0 KB\n  /archive/kept1");
    }

    @Test
    void above_the_text_is_who_wrote_it_and_what_it_answers() {
        ObjectNode message = Samples.message(7, "messageText", "{\"text\":{\"text\":\"Yes\"}}");
        message.set(
                "forward_info",
                Samples.json("{\"date\":1700000000,\"origin\":{\"@type\":\"messageOriginChannel\",\"chat_id\":"
                        + Samples.OTHER + ",\"message_id\":12582912}}"));
        message.set(
                "reply_to",
                Samples.json("{\"@type\":\"messageReplyToMessage\",\"message_id\":5242880,\"quote\":{\"text\":"
                        + "{\"text\":\"Is it?\"}}}"));
        message.put("author_signature", "Editor");
        assertThat(Shown.of(message))
                .contains("\nFrom: Editor\n")
                .contains("\nForwarded from: Other channel, post 12, 2023-11-14 ")
                .contains("\nReply to: post 5\n  > Is it?\n\nYes");
    }

    @Test
    void below_the_text_are_preview_buttons_reactions_and_counts() {
        ObjectNode message = Samples.message(
                7,
                "messageText",
                "{\"text\":{\"text\":\"See\"},\"link_preview\":{\"url\":\"https://a.example\",\"site_name\":\"Site\","
                        + "\"title\":\"Page\",\"description\":{\"text\":\"About\"}}}");
        message.set(
                "reply_markup",
                Samples.json("{\"rows\":[[{\"text\":\"Open\",\"type\":{\"@type\":\"inlineKeyboardButtonTypeUrl\","
                        + "\"url\":\"https://b.example\"}},{\"text\":\"Vote\"}]]}"));
        message.set(
                "interaction_info",
                Samples.json("{\"view_count\":1234,\"forward_count\":1,\"reply_info\":{\"reply_count\":2},"
                        + "\"reactions\":{\"reactions\":[{\"type\":{\"@type\":\"reactionTypeEmoji\",\"emoji\":\"👍\"},"
                        + "\"total_count\":1200}]}}"));
        assertThat(Shown.of(message))
                .endsWith("See\n\n| Site\n| Page\n| About\n| https://a.example\n\n[Open] (https://b.example) [Vote]\n"
                        + "👍 1,200\n1,234 views, 1 forward, 2 replies");
    }

    @Test
    void a_rich_message_is_read_block_by_block() {
        assertThat(Shown.of(
                        "messageRichMessage",
                        "{\"message\":{\"blocks\":[{\"@type\":\"pageBlockTitle\",\"title\":{\"@type\":\"richTextPlain\",\"text\":\"Title\"}},"
                                + "{\"@type\":\"pageBlockBlockQuote\",\"blocks\":[{\"@type\":\"pageBlockParagraph\",\"text\":"
                                + "{\"@type\":\"richTexts\",\"texts\":[{\"@type\":\"richTextPlain\",\"text\":\"a \"},"
                                + "{\"@type\":\"richTextUrl\",\"url\":\"https://a.example\",\"text\":{\"@type\":\"richTextPlain\",\"text\":\"b\"}}]}}]},"
                                + "{\"@type\":\"pageBlockList\",\"items\":[{\"label\":\"1.\",\"blocks\":[{\"@type\":\"pageBlockParagraph\","
                                + "\"text\":{\"@type\":\"richTextPlain\",\"text\":\"one\"}}]}]}]}}"))
                .endsWith("Title\n\n> a b (https://a.example)\n\n  1. one");
    }

    @Test
    void a_price_is_in_its_currency() {
        assertThat(Shown.of("messagePaymentSuccessful", "{\"currency\":\"EUR\",\"total_amount\":1250}"))
                .endsWith("Paid 12.50 EUR");
        assertThat(Shown.of("messagePaymentSuccessful", "{\"currency\":\"JPY\",\"total_amount\":1250}"))
                .endsWith("Paid 1250 JPY");
        assertThat(Shown.of("messagePaymentSuccessful", "{\"currency\":\"XTR\",\"total_amount\":1}"))
                .endsWith("Paid 1 Star");
    }
}
