package dev.tgarchiver.localtelegram;

import static dev.tgarchiver.localtelegram.client.TdlibProcess.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.localtelegram.client.TdlibProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTelegramIT {

    private static Path library = Path.of("unset");

    @BeforeAll
    static void patch(@TempDir Path shared) throws Exception {
        Path original = Path.of(System.getProperty("archiver.dist", "target/archiver"), "lib/native/libtdjson.so");
        library = PatchedTdlib.patch(original, shared.resolve("libtdjson.so"));
    }

    @Test
    void tdlib_logs_in_walks_a_channel_and_downloads_a_file(@TempDir Path session) throws Exception {
        try (LocalTelegram telegram = LocalTelegram.start();
                TdlibProcess tdlib = TdlibProcess.start(library, session, telegram.port())) {
            DemoWorld demo = DemoWorld.in(telegram.world(), 120);
            logIn(tdlib);
            long chat = tdlib.call(request("searchPublicChat").put("username", "demo"))
                    .path("id")
                    .asLong();
            assertThat(chat).isEqualTo(demo.channel().chatId());
            List<JsonNode> messages = walk(tdlib, chat);
            System.out.println("messages " + messages.size() + " "
                    + demo.channel().history().count());
            System.out.println(telegram.calls().unknown());
            System.out.println(telegram.calls().problems());
            System.out.println(telegram.calls().methods());
            JsonNode doc = messages.stream()
                    .filter(m -> m.path("content").path("@type").asText().equals("messageDocument"))
                    .findFirst()
                    .orElseThrow();
            int file = doc.path("content")
                    .path("document")
                    .path("document")
                    .path("id")
                    .asInt();
            System.out.println(tdlib.ask(request("downloadFile")
                    .put("file_id", file)
                    .put("priority", 1)
                    .put("synchronous", true)));
            assertThat(messages).hasSize(demo.channel().history().count());
        }
    }

    private static void logIn(TdlibProcess tdlib) {
        tdlib.awaitState("authorizationStateWaitPhoneNumber");
        tdlib.call(request("setAuthenticationPhoneNumber").put("phone_number", DemoWorld.PHONE));
        tdlib.awaitState("authorizationStateWaitCode");
        tdlib.call(request("checkAuthenticationCode").put("code", DemoWorld.CODE));
        tdlib.awaitState("authorizationStateReady");
    }

    private static List<JsonNode> walk(TdlibProcess tdlib, long chat) {
        List<JsonNode> all = new ArrayList<>();
        long from = 0;
        while (true) {
            JsonNode page = tdlib.call(request("getChatHistory")
                            .put("chat_id", chat)
                            .put("from_message_id", from)
                            .put("offset", 0)
                            .put("limit", 100))
                    .path("messages");
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(all::add);
            from = all.get(all.size() - 1).path("id").asLong();
        }
    }
}
