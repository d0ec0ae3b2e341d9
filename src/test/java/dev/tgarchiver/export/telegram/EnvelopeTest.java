package dev.tgarchiver.export.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.Samples;
import dev.tgarchiver.model.Channel;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What surrounds the content of a message, in Telegram Desktop's order. */
final class EnvelopeTest {

    private static final String START =
            "\"id\":123,\"type\":\"message\",\"date\":\"2023-11-14T23:13:20\",\"date_unixtime\":\"1700000000\",";
    private static final String FROM = "\"from\":\"News\",\"from_id\":\"channel1000000001\",";
    private static final String TEXT = "\"text\":\"Hi\",\"text_entities\":[{\"type\":\"plain\",\"text\":\"Hi\"}]";

    private static ObjectNode message() {
        return Samples.message(123, "messageText", "{\"text\":{\"text\":\"Hi\",\"entities\":[]}}");
    }

    private static ObjectNode with(String fields) {
        ObjectNode message = message();
        message.setAll(Samples.json(fields));
        return message;
    }

    private static String plain(ObjectNode message) throws IOException {
        return Samples.fields(DesktopJsonOf.plain(Samples.post(message)));
    }

    private static String extras(ArchivedPost post) throws IOException {
        return DesktopJsonOf.full(post).path("_archiver").toString();
    }

    @Test
    void an_edited_message_has_both_dates() throws IOException {
        assertThat(plain(with("{\"edit_date\":1700000060}")))
                .isEqualTo(
                        START + "\"edited\":\"2023-11-14T23:14:20\",\"edited_unixtime\":\"1700000060\"," + FROM + TEXT);
    }

    @Test
    void a_service_message_is_never_edited() throws IOException {
        ObjectNode message = Samples.message(123, "messageChatDeletePhoto", "{}");
        message.put("edit_date", 1_700_000_060);
        assertThat(plain(message)).doesNotContain("edited");
    }

    @Test
    void names_and_ids_are_those_of_the_sender() throws IOException {
        assertThat(plain(with("{\"sender_id\":{\"@type\":\"messageSenderUser\",\"user_id\":1}}")))
                .isEqualTo(START + "\"from\":\"Ann\",\"from_id\":\"user1\"," + TEXT);
    }

    @Test
    void a_deleted_account_and_an_unknown_one_have_no_name() throws IOException {
        assertThat(plain(with("{\"sender_id\":{\"@type\":\"messageSenderUser\",\"user_id\":3}}")))
                .contains("\"from\":null,\"from_id\":\"user3\",");
        assertThat(plain(with("{\"sender_id\":{\"@type\":\"messageSenderChat\",\"chat_id\":-77}}")))
                .contains("\"from\":null,\"from_id\":\"chat77\",");
    }

    @Test
    void without_a_sender_the_chat_has_sent_it() throws IOException {
        ObjectNode message = message();
        message.remove("sender_id");
        assertThat(plain(message)).isEqualTo(START + FROM + TEXT);
    }

    @Test
    void a_forward_a_reply_and_a_bot_stand_between_sender_and_content() throws IOException {
        assertThat(plain(with("""
                {"author_signature":"Ed","via_bot_user_id":4,
                 "forward_info":{"@type":"messageForwardInfo","date":1600000000,
                  "origin":{"@type":"messageOriginChannel","chat_id":-1001000000009,"message_id":5242880},
                  "source":{"@type":"forwardSource","chat_id":-1001000000009,"message_id":5242880}},
                 "reply_to":{"@type":"messageReplyToMessage","chat_id":-1001000000001,"message_id":7340032}}""")))
                .isEqualTo(START + FROM
                        + "\"author\":\"Ed\",\"forwarded_from\":\"Other channel\",\"saved_from\":\"Other channel\","
                        + "\"reply_to_message_id\":7,\"via_bot\":\"@gamebot\"," + TEXT);
    }

    @Test
    void an_origin_that_hides_has_the_name_that_it_shows() throws IOException {
        assertThat(plain(with("""
                {"forward_info":{"origin":{"@type":"messageOriginHiddenUser","sender_name":"Somewhere"},"date":1}}"""))).contains("\"forwarded_from\":\"Somewhere\",");
    }

    @Test
    void an_unknown_origin_is_null() throws IOException {
        assertThat(plain(with("""
                {"forward_info":{"origin":{"@type":"messageOriginUser","sender_user_id":3},"date":1}}"""))).contains("\"forwarded_from\":null,");
    }

    @Test
    void a_reply_to_another_chat_names_it() throws IOException {
        assertThat(plain(with("""
                {"reply_to":{"@type":"messageReplyToMessage","chat_id":-1001000000009,"message_id":7340032}}""")))
                .isEqualTo(
                        START + FROM + "\"reply_to_message_id\":7,\"reply_to_peer_id\":\"channel1000000009\"," + TEXT);
    }

    @Test
    void a_message_of_a_topic_replies_to_the_topic_unless_it_replies_to_a_message() throws IOException {
        String topic = "\"topic_id\":{\"@type\":\"messageTopicForum\",\"forum_topic_id\":%d}";
        assertThat(plain(with("{" + topic.formatted(45) + "}"))).contains("\"reply_to_message_id\":45,");
        assertThat(plain(with("{" + topic.formatted(45)
                        + ",\"reply_to\":{\"@type\":\"messageReplyToMessage\",\"chat_id\":0,\"message_id\":7340032}}")))
                .contains("\"reply_to_message_id\":7,");
        assertThat(plain(with("{" + topic.formatted(1) + "}"))).doesNotContain("reply_to_message_id");
    }

    @Test
    void the_basic_group_before_has_negative_numbers() throws IOException {
        ObjectNode message = with("""
                {"chat_id":-5,"reply_to":{"@type":"messageReplyToMessage","chat_id":-5,"message_id":7340032}}""");
        assertThat(plain(message)).startsWith("\"id\":-999999877,").contains("\"reply_to_message_id\":-999999993,");
    }

    @Test
    void a_basic_group_of_its_own_has_the_numbers_of_its_messages() throws IOException {
        ObjectNode message = with("{\"chat_id\":-5}");
        ExportedChat group =
                new ExportedChat(new Channel(-5, "Group", Optional.empty(), Channel.Type.GROUP), Samples.BERLIN);
        assertThat(DesktopJsonOf.of(group, Samples.post(message), new TelegramOptions(true, false))
                        .path("id")
                        .intValue())
                .isEqualTo(123);
    }

    @Test
    void a_file_that_can_be_seen_for_a_time_has_its_seconds() throws IOException {
        ObjectNode message = Samples.message(123, "messageExpiredPhoto", "{}");
        message.set(
                "self_destruct_type",
                Samples.json("{\"@type\":\"messageSelfDestructTypeTimer\",\"self_destruct_time\":30}"));
        assertThat(plain(message))
                .contains(
                        "\"photo\":\"(File unavailable, please try again later)\",\"self_destruct_period_seconds\":30,");
        message.set("self_destruct_type", Samples.json("{\"@type\":\"messageSelfDestructTypeImmediately\"}"));
        assertThat(plain(message)).contains("\"self_destruct_period_seconds\":2147483647,");
    }

    @Test
    void a_game_has_the_link_of_its_bot() throws IOException {
        ObjectNode message = Samples.message(
                123, "messageGame", "{\"game\":{\"@type\":\"game\",\"short_name\":\"chess\",\"title\":\"Chess\"}}");
        message.put("via_bot_user_id", 4);
        assertThat(plain(message))
                .contains("\"game_title\":\"Chess\",\"game_link\":\"https://t.me/gamebot?game=chess\",");
    }

    @Test
    void buttons_of_each_type() throws IOException {
        String button =
                "{\"@type\":\"inlineKeyboardButton\",\"text\":\"B\",\"type\":{\"@type\":\"inlineKeyboardButtonType%s}}";
        String rows = String.join(
                ",",
                List.of(
                                "Url\",\"url\":\"https://a.b\"",
                                "LoginUrl\",\"url\":\"https://a.b\",\"id\":9,\"forward_text\":\"F\"",
                                "WebApp\",\"url\":\"https://a.b\"",
                                "Callback\",\"data\":\"+/8=\"",
                                "CallbackWithPassword\",\"data\":\"AA==\"",
                                "CallbackGame\"",
                                "SwitchInline\",\"query\":\"q\",\"target_chat\":{\"@type\":\"targetChatCurrent\"}",
                                "SwitchInline\",\"query\":\"\",\"target_chat\":{\"@type\":\"targetChatChosen\"}",
                                "Buy\"",
                                "User\",\"user_id\":5",
                                "CopyText\",\"text\":\"copied\"",
                                "FromTheFuture\"")
                        .stream()
                        .map(button::formatted)
                        .toList());
        assertThat(plain(with(
                        "{\"reply_markup\":{\"@type\":\"replyMarkupInlineKeyboard\",\"rows\":[[" + rows + "],[]]}}")))
                .isEqualTo(START + FROM + TEXT + ",\"inline_bot_buttons\":[["
                        + "{\"type\":\"url\",\"text\":\"B\",\"data\":\"https://a.b\"},"
                        + "{\"type\":\"auth\",\"text\":\"B\",\"data\":\"https://a.b\",\"forward_text\":\"F\",\"button_id\":9},"
                        + "{\"type\":\"web_view\",\"text\":\"B\",\"data\":\"https://a.b\"},"
                        + "{\"type\":\"callback\",\"text\":\"B\",\"data\":\"\",\"dataBase64\":\"-_8\"},"
                        + "{\"type\":\"callback_with_password\",\"text\":\"B\",\"data\":\"\",\"dataBase64\":\"AA\"},"
                        + "{\"type\":\"game\",\"text\":\"B\"},"
                        + "{\"type\":\"switch_inline_same\",\"text\":\"B\",\"data\":\"q\"},"
                        + "{\"type\":\"switch_inline\",\"text\":\"B\"},"
                        + "{\"type\":\"buy\",\"text\":\"B\"},"
                        + "{\"type\":\"user_profile\",\"text\":\"B\",\"data\":\"5\"},"
                        + "{\"type\":\"copy_text\",\"text\":\"B\",\"data\":\"copied\"},"
                        + "{\"type\":\"default\",\"text\":\"B\"}],[]]");
    }

    @Test
    void a_keyboard_of_the_app_is_not_written() throws IOException {
        assertThat(plain(with("{\"reply_markup\":{\"@type\":\"replyMarkupShowKeyboard\",\"rows\":[[{}]]}}")))
                .isEqualTo(START + FROM + TEXT);
    }

    @Test
    void reactions_of_each_type() throws IOException {
        assertThat(plain(with("""
                {"interaction_info":{"view_count":5,"reactions":{"reactions":[
                 {"type":{"@type":"reactionTypeEmoji","emoji":"👍"},"total_count":3},
                 {"type":{"@type":"reactionTypeCustomEmoji","custom_emoji_id":"5"},"total_count":2},
                 {"type":{"@type":"reactionTypePaid"},"total_count":1}]}}}""")))
                .isEqualTo(
                        START + FROM + TEXT + ",\"reactions\":[{\"type\":\"emoji\",\"count\":3,\"emoji\":\"👍\"},"
                                + "{\"type\":\"custom_emoji\",\"count\":2,\"document_id\":\"\"},{\"type\":\"paid\",\"count\":1}]");
    }

    @Test
    void what_telegram_desktop_does_not_write_is_under_one_key() throws IOException {
        ObjectNode message = with("""
                {"media_album_id":"13000000000000001","sender_boost_count":2,
                 "interaction_info":{"view_count":50,"forward_count":4,"reply_info":{"reply_count":3},
                  "reactions":{"reactions":[{"type":{"@type":"reactionTypeEmoji","emoji":"👍"},"total_count":1,
                   "recent_sender_ids":[{"@type":"messageSenderUser","user_id":1}]}]}},
                 "topic_id":{"@type":"messageTopicThread","message_thread_id":7340032},
                 "forward_info":{"origin":{"@type":"messageOriginChannel","chat_id":-1001000000009,"message_id":5242880},
                  "date":1600000000},
                 "import_info":{"sender_name":"Old","date":5},
                 "reply_to":{"@type":"messageReplyToMessage","chat_id":0,"message_id":7340032,
                  "quote":{"text":{"text":"as said"},"position":4}}}""");
        ((ObjectNode) message.path("content"))
                .set(
                        "link_preview",
                        Samples.json("{\"url\":\"https://a.b\",\"title\":\"A\",\"description\":{\"text\":\"B\"}}"));
        ArchivedPost plain = Samples.post(message);
        ArchivedPost post = new ArchivedPost(
                plain.post(),
                message,
                true,
                Optional.of(Instant.ofEpochSecond(1_700_000_999)),
                List.of(new ArchivedPost.Earlier(Optional.empty(), "Before")),
                Map.of());
        assertThat(extras(post))
                .isEqualTo(
                        "{\"v\":1,\"album\":\"13000000000000001\",\"thread\":7,\"views\":50,\"forwards\":4,\"replies\":3,"
                                + "\"sender_boosts\":2,\"forwarded_from_id\":\"channel1000000009\",\"forwarded_message_id\":5,"
                                + "\"forwarded_date\":1600000000,\"quote\":{\"text\":\"as said\",\"position\":4},"
                                + "\"import\":{\"name\":\"Old\",\"date\":5},"
                                + "\"link_preview\":{\"url\":\"https://a.b\",\"title\":\"A\",\"description\":\"B\"},"
                                + "\"reactors\":[{\"emoji\":\"👍\",\"from\":\"Ann\",\"from_id\":\"user1\"}],"
                                + "\"versions\":[{\"text\":\"Before\"}],\"deleted_at\":1700000999}");
    }

    @Test
    void the_numbers_of_custom_emoji_are_kept() throws IOException {
        ObjectNode message = with("""
                {"interaction_info":{"reactions":{"reactions":[
                 {"type":{"@type":"reactionTypeCustomEmoji","custom_emoji_id":"5312241539987020022"},"total_count":2}]}}}""");
        assertThat(extras(Samples.post(message))).isEqualTo("{\"v\":1,\"custom_reactions\":[\"5312241539987020022\"]}");
        ObjectNode text = Samples.message(123, "messageText", """
                {"text":{"text":"x","entities":[{"offset":0,"length":1,
                 "type":{"@type":"textEntityTypeCustomEmoji","custom_emoji_id":"5"}}]}}""");
        assertThat(extras(Samples.post(text))).contains("\"custom_emoji_id\":\"5\"");
    }

    @Test
    void further_files_are_named_with_their_hashes() throws IOException {
        ArchivedPost post = Samples.post(Samples.message(123, "messagePhoto", """
                {"photo":{"@type":"photo","sizes":[{"@type":"photoSize","width":9,"height":9,"photo":FILE(kept, 9)}]},
                 "video":{"@type":"video","mime_type":"video/mp4","file_name":"","video":FILE(keptlive, 50)}}"""));
        assertThat(extras(post))
                .isEqualTo("{\"v\":1,\"unique_id\":\"kept\",\"sha256\":\"" + "ab".repeat(32) + "\",\"files\":["
                        + "{\"role\":\"live_photo_video\",\"path\":\"video_files/video_1@14-11-2023_23-13-20.mp4\","
                        + "\"size\":50,\"mime_type\":\"video/mp4\",\"unique_id\":\"keptlive\",\"sha256\":\""
                        + "ab".repeat(32) + "\"}]}");
    }

    @Test
    void formats_that_parts_cannot_say_are_kept_as_they_are() throws IOException {
        String entity =
                "{\"offset\":0,\"length\":2,\"type\":{\"@type\":\"textEntityTypeMediaTimestamp\",\"media_timestamp\":8}}";
        ObjectNode message =
                Samples.message(123, "messageText", "{\"text\":{\"text\":\"Hi\",\"entities\":[" + entity + "]}}");
        assertThat(extras(Samples.post(message))).isEqualTo("{\"v\":1,\"entities\":[" + entity + "]}");
    }

    @Test
    void what_telegram_desktop_writes_as_an_empty_message_is_kept() throws IOException {
        ObjectNode message = Samples.message(123, "messageDice", "{\"emoji\":\"🎲\",\"value\":6}");
        assertThat(extras(Samples.post(message)))
                .isEqualTo("{\"v\":1,\"content\":{\"@type\":\"messageDice\",\"emoji\":\"🎲\",\"value\":6}}");
    }

    @Test
    void a_message_about_which_all_is_said_has_no_further_key() throws IOException {
        assertThat(DesktopJsonOf.full(Samples.post(message())).has("_archiver")).isFalse();
    }

    @Test
    void the_raw_message_is_there_when_it_is_asked_for() throws IOException {
        ObjectNode message = message();
        assertThat(DesktopJsonOf.of(Samples.NEWS, Samples.post(message), new TelegramOptions(false, true))
                        .path("_archiver")
                        .path("raw"))
                .isEqualTo(message);
    }
}
