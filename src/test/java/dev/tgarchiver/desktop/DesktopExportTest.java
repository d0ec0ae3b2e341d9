package dev.tgarchiver.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of exports as versions of Telegram Desktop have written them. */
final class DesktopExportTest {

    private static final String HEAD = "{\"name\":\"News\",\"type\":\"%s\",\"id\":5,\"messages\":[";

    private final List<DesktopChat> chats = new ArrayList<>();
    private final List<ReadMessage> read = new ArrayList<>();

    private void read(String json) throws DesktopExport.Broken, IOException, InterruptedException {
        read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private void read(InputStream in) throws DesktopExport.Broken, IOException, InterruptedException {
        DesktopExport.read(in, new DesktopExport.Sink<RuntimeException>() {
            private DesktopMessages messages = new DesktopMessages(0, ZoneId.of("Europe/Berlin"));

            @Override
            public boolean chat(DesktopChat chat) {
                chats.add(chat);
                messages = new DesktopMessages(chat.channel().chatId(), ZoneId.of("Europe/Berlin"));
                return true;
            }

            @Override
            public void message(ObjectNode message) {
                read.add(messages.read(message, messages.chatOf(message)));
            }

            @Override
            public void chatEnd(JsonNode extras) {}
        });
    }

    private Post one(String fields) throws Exception {
        read(HEAD.formatted("public_supergroup") + "{\"id\":1,\"type\":\"message\",\"date\":\"2024-01-01T01:00:00\","
                + fields + "}]}");
        return read.get(0).post();
    }

    @ParameterizedTest
    @CsvSource({
        "public_channel,CHANNEL,-1000000000005",
        "private_supergroup,GROUP,-1000000000005",
        "private_group,GROUP,-5",
        "personal_chat,PRIVATE,5",
        "bot_chat,PRIVATE,5",
        "saved_messages,SAVED,5"
    })
    void a_chat_has_the_number_that_tdlib_gives_it(String type, Channel.Type kind, long chatId) throws Exception {
        read(HEAD.formatted(type) + "]}");
        assertThat(chats.get(0).channel().type()).isEqualTo(kind);
        assertThat(chats.get(0).channel().chatId()).isEqualTo(chatId);
    }

    @Test
    void escapes_that_are_not_json_are_read() throws Exception {
        assertThat(one("\"text\":\"a\\x07b \\\\x07 \\\\\\x1F\"").text()).isEqualTo("a\u0007b \\x07 \\\u001f");
    }

    @Test
    void escapes_are_read_wherever_a_buffer_ends() throws Exception {
        for (int pad = 65_400; pad < 65_560; pad++) {
            read.clear();
            String json = HEAD.formatted("public_channel")
                    + "{\"id\":1,\"type\":\"message\",\"date_unixtime\":\"1700000000\",\"text\":\"" + "a".repeat(pad)
                    + "\\x07\\\\x07\"}]}";
            read(json);
            assertThat(read.get(0).post().text()).endsWith("a\u0007\\x07");
        }
    }

    @Test
    void dates_without_seconds_are_those_of_the_clock_on_the_wall() throws Exception {
        Post post = one("\"edited\":\"1970-01-01T01:00:00\",\"text\":\"\"");
        assertThat(post.date()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(post.editDate()).isEmpty();
    }

    @Test
    void texts_of_early_versions_have_their_parts_in_the_text() throws Exception {
        Post post = one(
                "\"text\":[\"😀 see \",{\"type\":\"text_link\",\"text\":\"this\",\"href\":\"https://a.example\"},\" \","
                        + "{\"type\":\"pre\",\"text\":\"x\",\"language\":\"c\"}]");
        assertThat(post.text()).isEqualTo("😀 see this x");
        assertThat(post.entities())
                .isEqualTo(
                        "[{\"@type\":\"textEntity\",\"offset\":7,\"length\":4,\"type\":{\"@type\":\"textEntityTypeTextUrl\","
                                + "\"url\":\"https://a.example\"}},{\"@type\":\"textEntity\",\"offset\":12,\"length\":1,\"type\":"
                                + "{\"@type\":\"textEntityTypePreCode\",\"language\":\"c\"}}]");
    }

    @ParameterizedTest
    @CsvSource({
        "\"user7\",7",
        "\"chat7\",-7",
        "\"channel7\",-1000000000007",
        "4294967303,7",
        "8589934599,-7",
        "7,-1000000000007"
    })
    void senders_are_numbers_of_three_kinds(String from, long id) throws Exception {
        assertThat(one("\"from\":\"Ann\",\"from_id\":" + from + ",\"text\":\"\"")
                        .detail()
                        .sender())
                .isEqualTo(id);
        assertThat(read.get(0).peers()).extracting(Peer::id).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({
        "sticker,sticker",
        "video_message,video_note",
        "voice_message,voice",
        "animation,animation",
        "video_file,video",
        "audio_file,audio",
        "'',document"
    })
    void files_have_kinds(String type, String kind) throws Exception {
        Post post = one(
                "\"file\":\"files/a.bin\",\"file_size\":9,\"mime_type\":\"a/b\",\"duration_seconds\":3,\"text\":\"\""
                        + (type.isEmpty() ? "" : ",\"media_type\":\"" + type + "\""));
        assertThat(post.type()).isEqualTo(kind);
        assertThat(post.media().orElseThrow().size()).isEqualTo(9);
        assertThat(read.get(0).files())
                .containsExactly(new ReadMessage.File("", ReadMessage.State.INCLUDED, "files/a.bin"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"poll\":{\"question\":\"Q\",\"answers\":[{\"text\":[\"A\"],\"voters\":1}]}',poll,Q|A",
        "'\"location_information\":{\"latitude\":1.5,\"longitude\":2}',location,''",
        "'\"place_name\":\"P\",\"address\":\"S\",\"location_information\":{}',venue,P|S",
        "'\"contact_information\":{\"first_name\":\"F\",\"last_name\":\"\",\"phone_number\":\"1\"}',contact,1|F",
        "'\"todo_list\":{\"title\":\"T\",\"answers\":[{\"text\":\"A\",\"id\":1}]}',checklist,T|A",
        "'\"game_title\":\"G\",\"game_description\":\"D\"',game,G|D",
        "'\"x\":1',text,''"
    })
    void other_contents(String fields, String type, String words) throws Exception {
        Post post = one(fields + ",\"text\":\"\"");
        assertThat(post.type()).isEqualTo(type);
        assertThat(post.text().replace('\n', '|')).isEqualTo(words);
    }

    @Test
    void messages_of_a_topic_that_reply_to_nothing_are_in_the_topic() throws Exception {
        String message = ",\"date_unixtime\":\"1700000000\",\"text\":\"\"}";
        read(HEAD.formatted("public_supergroup")
                + "{\"id\":2,\"type\":\"service\",\"action\":\"topic_created\",\"title\":\"Cats\"" + message
                + ",{\"id\":3,\"type\":\"message\",\"reply_to_message_id\":2" + message
                + ",{\"id\":4,\"type\":\"message\",\"reply_to_message_id\":3" + message + "]}");
        assertThat(read.get(0).topic().orElseThrow().name()).contains("Cats");
        assertThat(read).extracting(each -> each.post().detail().topic()).containsExactly(2L, 2L, 0L);
        assertThat(read).extracting(each -> each.post().replyTo()).containsExactly(0L, 0L, 3L);
    }

    @Test
    void an_export_of_an_account_has_its_chats_in_lists() throws Exception {
        String chat = HEAD.formatted("personal_chat") + "]}";
        read(String.format(
                Locale.ROOT,
                "{\"about\":\"x\",\"contacts\":{\"list\":[{\"messages\":3}]},\"chats\":{\"about\":\"\",\"list\":[%s,%s]},"
                        + "\"left_chats\":{\"list\":[%s]}}",
                chat,
                chat,
                chat));
        assertThat(chats).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "'[]',does not begin as an export",
        "'{\"about\":1}',has no messages",
        "'{\"messages\":[]}','In line 1 messages begin'",
        "'{\"id\":5,\"messages\":[{\"id\":1','broken in line 1, column '",
        "'','does not begin as an export'"
    })
    void what_is_not_an_export_is_told(String json, String reason) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(DesktopExport.Broken.class)
                .hasMessageContaining(reason);
    }

    @Test
    void bytes_that_are_not_utf8_are_told_with_their_place() {
        byte[] json =
                (HEAD.formatted("public_channel") + "\n\n{\"id\":1,\"text\":\"?\"}]}").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < json.length; i++) {
            json[i] = json[i] == '?' ? (byte) 0xff : json[i];
        }
        assertThatThrownBy(() -> read(new ByteArrayInputStream(json)))
                .isInstanceOf(DesktopExport.Broken.class)
                .hasMessageContaining("broken in line 3");
    }
}
