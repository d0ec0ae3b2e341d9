package dev.tgarchiver.export.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.export.Samples;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.post.RandomMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file as a whole. */
final class ResultJsonTest {

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static String export(
            ExportedChat chat, List<ArchivedPost> posts, TelegramOptions options, MediaFolder folder)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TelegramExport export = new TelegramExport(out, chat, Samples.PEERS, folder, options);
        export.start();
        for (ArchivedPost post : posts) {
            export.post(post);
        }
        export.end();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String plain(ExportedChat chat, ArchivedPost... posts) throws IOException {
        return export(chat, List.of(posts), new TelegramOptions(true, false), new Samples.NamesOnly());
    }

    private static ArchivedPost text(long id, String text) {
        ObjectNode message = Samples.message(id, "messageText", "{}");
        ((ObjectNode) message.path("content"))
                .set("text", new ObjectMapper().createObjectNode().put("text", text));
        return Samples.post(message);
    }

    @Test
    void the_layout_is_that_of_telegram_desktop() throws IOException {
        ObjectNode todo = Samples.message(
                2,
                "messageChecklistTasksDone",
                "{\"marked_as_done_task_ids\":[1,2],\"marked_as_not_done_task_ids\":[]}");
        ObjectNode poll = Samples.message(
                3, "messagePoll", "{\"poll\":{\"question\":{\"text\":\"Q\"},\"options\":[],\"total_voter_count\":0}}");
        assertThat(plain(Samples.NEWS, text(1, ""), Samples.post(todo), Samples.post(poll)))
                .isEqualTo("""
                        {
                         "name": "News",
                         "type": "public_channel",
                         "id": 1000000001,
                         "messages": [
                          {
                           "id": 1,
                           "type": "message",
                           "date": "2023-11-14T23:13:20",
                           "date_unixtime": "1700000000",
                           "from": "News",
                           "from_id": "channel1000000001",
                           "text": "",
                           "text_entities": []
                          },
                          {
                           "id": 2,
                           "type": "service",
                           "date": "2023-11-14T23:13:20",
                           "date_unixtime": "1700000000",
                           "actor": "News",
                           "actor_id": "channel1000000001",
                           "action": "todo_completions",
                           "completed": [1, 2],
                           "incompleted": [],
                           "text": "",
                           "text_entities": []
                          },
                          {
                           "id": 3,
                           "type": "message",
                           "date": "2023-11-14T23:13:20",
                           "date_unixtime": "1700000000",
                           "from": "News",
                           "from_id": "channel1000000001",
                           "poll": {
                            "question": "Q",
                            "closed": false,
                            "total_voters": 0,
                            "answers": [
                            ]
                           },
                           "text": "",
                           "text_entities": []
                          }
                         ]
                        }""");
    }

    @Test
    void an_export_without_messages() throws IOException {
        assertThat(plain(Samples.NEWS))
                .isEqualTo(
                        "{\n \"name\": \"News\",\n \"type\": \"public_channel\",\n \"id\": 1000000001,\n \"messages\": [\n ]\n}");
    }

    @Test
    void the_archive_has_one_further_key_at_the_end() throws IOException {
        String text = export(Samples.NEWS, List.of(), new TelegramOptions(false, false), MediaFolder.NONE);
        assertThat(text).endsWith("""
                 "messages": [
                 ],
                 "_archiver": {
                  "v": 1,
                  "chat_id": -1001000000001,
                  "username": "news"
                 }
                }""");
    }

    @ParameterizedTest
    @CsvSource({
        "CHANNEL, -1001000000001, news, public_channel, 1000000001",
        "CHANNEL, -1001000000001, , private_channel, 1000000001",
        "GROUP, -1001000000001, news, public_supergroup, 1000000001",
        "GROUP, -1001000000001, , private_supergroup, 1000000001",
        "GROUP, -77, , private_group, 77",
        "PRIVATE, 7, , personal_chat, 7",
    })
    void the_type_and_the_number_of_a_chat(
            Channel.Type type, long chatId, String username, String expected, long number) throws IOException {
        Channel channel = new Channel(chatId, "Chat", Optional.ofNullable(username), type);
        assertThat(plain(new ExportedChat(channel, Samples.BERLIN)))
                .startsWith("{\n \"name\": \"Chat\",\n \"type\": \"" + expected + "\",\n \"id\": " + number + ",\n");
    }

    @Test
    void saved_messages_have_no_name() throws IOException {
        Channel channel = new Channel(7, "Saved Messages", Optional.empty(), Channel.Type.SAVED);
        assertThat(plain(new ExportedChat(channel, Samples.BERLIN)))
                .startsWith("{\n \"type\": \"saved_messages\",\n \"id\": 7,\n \"messages\": [");
    }

    @Test
    void only_what_must_be_is_escaped() throws IOException {
        assertThat(plain(Samples.NEWS, text(1, "a/b \"q\" \\ \n\r\t é 言 😀 \u2028\u2029 \u0000\u001f\u007f")))
                .contains("\"text\": \"a/b \\\"q\\\" \\\\ \\n\\r\\t é 言 😀 \\u2028\\u2029 \\u0000\\u001f\u007f\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "x\ude00y", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
    void half_of_a_pair_is_replaced(String text) throws IOException {
        JsonNode read = STRICT.readTree(plain(Samples.NEWS, text(1, text)));
        assertThat(read.path("messages").path(0).path("text").asText())
                .isEqualTo(new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE));
    }

    @Test
    void a_name_that_is_taken_gets_a_number_before_its_first_dot() throws IOException {
        List<ArchivedPost> posts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            posts.add(Samples.post(Samples.message(
                    i,
                    "messageDocument",
                    "{\"document\":{\"@type\":\"document\",\"file_name\":\"a.tar.gz\",\"document\":FILE(kept" + i
                            + ", 7)}}")));
        }
        String text = export(Samples.NEWS, posts, new TelegramOptions(true, false), new Samples.NamesOnly());
        assertThat(text)
                .contains("\"files/a.tar.gz\"")
                .contains("\"files/a (1).tar.gz\"")
                .contains("\"files/a (2).tar.gz\"");
    }

    @Test
    void photos_are_numbered_through_the_export() throws IOException {
        List<ArchivedPost> posts = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            posts.add(Samples.post(Samples.message(
                    i,
                    "messagePhoto",
                    "{\"photo\":{\"@type\":\"photo\",\"sizes\":[{\"@type\":\"photoSize\",\"width\":1,\"height\":1,"
                            + "\"photo\":FILE(kept" + i + ", 7)}]}}")));
        }
        String text = export(Samples.NEWS, posts, new TelegramOptions(true, false), new Samples.NamesOnly());
        assertThat(text)
                .contains("\"photos/photo_1@14-11-2023_23-13-20.jpg\"")
                .contains("\"photos/photo_2@14-11-2023_23-13-20.jpg\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void any_message_that_tdlib_can_give_becomes_valid_json(boolean plain) throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            List<ArchivedPost> posts = new ArrayList<>();
            for (ObjectNode message : RandomMessages.ofEachContent(seed)) {
                posts.add(Samples.post(message));
            }
            JsonNode read = STRICT.readTree(
                    export(Samples.NEWS, posts, new TelegramOptions(plain, !plain), new Samples.NamesOnly()));
            assertThat(read.path("messages")).hasSize(102);
            for (int i = 0; i < posts.size(); i++) {
                JsonNode message = read.path("messages").path(i);
                assertThat(message.path("id").longValue())
                        .isEqualTo(posts.get(i).post().id().messageId());
                // The button of a web app is the only text that has no parts.
                if (!message.path("action").asText().equals("send_webview_data")) {
                    assertThat(text(message.path("text"))).isEqualTo(text(message.path("text_entities")));
                }
                if (!plain) {
                    assertThat(message.path("_archiver").path("raw").toString())
                            .isEqualTo(posts.get(i).message().toString());
                }
            }
        }
    }

    /** The text of parts. */
    private static String text(JsonNode parts) {
        if (parts.isTextual()) {
            return parts.textValue();
        }
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(
                part.isTextual() ? part.textValue() : part.path("text").asText()));
        return text.toString();
    }
}
