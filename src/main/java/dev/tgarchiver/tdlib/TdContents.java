package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.ContentSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Gone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Asks for contents through TDLib. */
public final class TdContents implements ContentSource {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final TdConnection connection;

    public TdContents(TdConnection connection) {
        this.connection = connection;
    }

    @Override
    public byte[] richMessage(PostId post) throws TelegramFailure, InterruptedException {
        String what = "Asking for all of post " + post.messageId();
        try {
            // TDLib must know the post before it asks for more of it.
            JsonNode unused = connection.call(ofPost("getMessage", post));
            return bytes(connection.call(ofPost("getFullRichMessage", post)));
        } catch (TdError e) {
            throw failure(e, what);
        }
    }

    /** A function about a post. */
    public static ObjectNode ofPost(String function, PostId post) {
        return TdRequest.of(function)
                .put("chat_id", post.chatId())
                .put("message_id", PostMapping.tdlibId(post.messageId()));
    }

    @Override
    public byte[] instantView(String url) throws TelegramFailure, InterruptedException {
        try {
            return bytes(connection.call(ofPage(url)));
        } catch (TdError e) {
            throw failure(e, "Asking for the instant view of " + url);
        }
    }

    /** Asks for the instant view of a page. */
    public static ObjectNode ofPage(String url) {
        return TdRequest.of("getWebPageInstantView").put("url", url).put("only_local", false);
    }

    @Override
    public List<byte[]> customEmoji(Collection<Long> ids) throws TelegramFailure, InterruptedException {
        List<byte[]> stickers = new ArrayList<>();
        try {
            for (JsonNode sticker : stickers(connection, ids)) {
                stickers.add(bytes(sticker));
            }
        } catch (TdError e) {
            throw connection.failure(e, "Asking for custom emoji");
        }
        return stickers;
    }

    /** The {@code sticker}s of custom emoji, through one client. */
    public static JsonNode stickers(TdConnection connection, Collection<Long> ids)
            throws TdError, InterruptedException {
        ObjectNode request = TdRequest.of("getCustomEmojiStickers");
        ArrayNode list = request.putArray("custom_emoji_ids");
        ids.forEach(id -> list.add(Long.toString(id)));
        return connection.call(request).path("stickers");
    }

    /** Repeating a call does not help when Telegram has refused it for a reason that it names. */
    private TelegramFailure failure(TdError error, String what) {
        TelegramFailure failure = connection.failure(error, what);
        boolean refused = error.code() == BAD_REQUEST || error.code() == NOT_FOUND;
        return refused && failure.kind() == TelegramFailure.Kind.TRANSIENT
                ? new Gone(String.valueOf(failure.getMessage()))
                : failure;
    }

    private static byte[] bytes(JsonNode object) {
        return object.toString().getBytes(StandardCharsets.UTF_8);
    }
}
