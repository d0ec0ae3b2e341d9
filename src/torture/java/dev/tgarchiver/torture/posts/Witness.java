package dev.tgarchiver.torture.posts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.client.TdlibProcess;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Folders;
import dev.tgarchiver.program.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Another TDLib, which each time knows nothing but its login, and says what the server's posts are. For one thread. */
final class Witness {

    /** In TDLib's numbers of messages, the server's stand above so many bits. */
    private static final int SERVER_ID_SHIFT = 20;

    private final Distribution distribution;
    private final TelegramServer telegram;
    private final Path folder;
    private final Path login;

    private Witness(Distribution distribution, TelegramServer telegram, Path folder) {
        this.distribution = distribution;
        this.telegram = telegram;
        this.folder = folder;
        this.login = folder.resolve("login");
    }

    /** Logs in once, as the user with {@link Installation#PHONE}. */
    static Witness in(Path folder, Distribution distribution, TelegramServer telegram) throws IOException {
        Witness witness = new Witness(distribution, telegram, folder);
        try (TdlibProcess tdlib = witness.start(witness.login)) {
            tdlib.logIn(Installation.PHONE, Installation.CODE);
        }
        return witness;
    }

    private TdlibProcess start(Path session) throws IOException {
        return TdlibProcess.start(distribution.patchedLibrary(), session, telegram.port());
    }

    /** The messages that the channels, which have names, hold, channel by channel. */
    Map<Channel, Map<Integer, JsonNode>> messages(List<Channel> channels) throws IOException {
        Path session = folder.resolve("session");
        Folders.copy(login, session);
        try (TdlibProcess tdlib = start(session)) {
            ObjectNode option = TdlibProcess.request("setOption").put("name", "disable_animated_emoji");
            tdlib.call(
                    option.set("value", TdlibProcess.type("optionValueBoolean").put("value", true)));
            tdlib.awaitState("authorizationStateReady");
            return channels.stream().collect(Collectors.toMap(channel -> channel, channel -> messages(tdlib, channel)));
        } finally {
            Folders.delete(session);
        }
    }

    private static Map<Integer, JsonNode> messages(TdlibProcess tdlib, Channel channel) {
        long chat = tdlib.chat(String.valueOf(channel.username()));
        List<Integer> ids = channel.history().ids();
        // Some posts are said to be whole only when all are known.
        ask(tdlib, chat, ids);
        return ask(tdlib, chat, ids);
    }

    private static Map<Integer, JsonNode> ask(TdlibProcess tdlib, long chat, List<Integer> ids) {
        Map<Integer, CompletableFuture<JsonNode>> asked = new TreeMap<>();
        for (int id : ids) {
            asked.put(
                    id,
                    tdlib.send(TdlibProcess.request("getMessage")
                            .put("chat_id", chat)
                            .put("message_id", (long) id << SERVER_ID_SHIFT)));
        }
        Map<Integer, JsonNode> messages = new TreeMap<>();
        asked.forEach((id, answer) -> {
            JsonNode message = answer.join();
            if (message.path("@type").asText().equals("message")) {
                messages.put(id, message);
            }
        });
        return messages;
    }
}
