package dev.tgarchiver.tdlib.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Remainder;
import dev.tgarchiver.post.Remainders;
import dev.tgarchiver.tdlib.PostMapping;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.TdContents;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.TelegramFailure.Gone;
import dev.tgarchiver.telegram.TelegramFailure.Replaced;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the files of posts through one client. Thread-safe. */
final class PostFileLocator {

    private static final Logger LOG = LoggerFactory.getLogger(PostFileLocator.class);

    /** The name of a custom emoji's file. */
    private static final Pattern EMOJI = Pattern.compile("[1-9][0-9]{0,18}");

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final TdConnection connection;
    private final TdPostLookups lookups;

    PostFileLocator(TdConnection connection, TdPostLookups lookups) {
        this.connection = connection;
        this.lookups = lookups;
    }

    /**
     * The post's current {@code file}: its number changes with every start of TDLib, its reference with every request.
     *
     * @throws Replaced the post no longer has a file, or has another one than {@code expected}
     * @throws Gone the post was deleted
     */
    JsonNode locate(PostId post, Media expected) throws TdError, Gone, Replaced, InterruptedException {
        Optional<JsonNode> emoji = customEmoji(expected);
        if (emoji.isPresent()) {
            return emoji.get();
        }
        Optional<JsonNode> before = lookups.take(post);
        JsonNode message = before.isPresent() ? before.get() : message(post);
        Optional<JsonNode> beside = beside(message, post, expected);
        if (beside.isPresent()) {
            return beside.get();
        }
        try {
            return file(message, post, expected);
        } catch (Replaced e) {
            // The tracker may have a later state than this client: an audit asks Telegram through its own client.
            return fromLaterState(post, expected, e);
        }
    }

    private static boolean isCustomEmoji(Media expected) {
        return expected.kind() == MediaKind.STICKER
                && EMOJI.matcher(expected.fileName()).matches();
    }

    /** A custom emoji is found by its number, whatever post uses it. Empty for other files. */
    private Optional<JsonNode> customEmoji(Media expected) throws TdError, InterruptedException {
        if (expected.kind() != MediaKind.STICKER
                || !EMOJI.matcher(expected.fileName()).matches()) {
            return Optional.empty();
        }
        JsonNode stickers = TdContents.stickers(connection, List.of(Long.parseLong(expected.fileName())));
        return Optional.of(stickers.path(0).path("sticker"))
                .filter(file -> file.path("remote").path("unique_id").asText().equals(expected.uniqueId()));
    }

    /** A file that the message itself does not have, but what it refers to has. */
    private Optional<JsonNode> beside(JsonNode message, PostId post, Media expected)
            throws TdError, InterruptedException {
        Remainder remainder = Remainders.of(message);
        if (!remainder.isOfContent()
                || PostMapping.file(message, expected.uniqueId()).isPresent()
                || !(message instanceof ObjectNode)) {
            return Optional.empty();
        }
        ObjectNode whole = message.deepCopy();
        try {
            if (remainder.rich()) {
                Remainders.putRichMessage(whole, connection.call(TdContents.ofPost("getFullRichMessage", post)));
            } else {
                String page = remainder.instantView().orElse("");
                Remainders.putInstantView(whole, connection.call(TdContents.ofPage(page)));
            }
        } catch (TdError e) {
            if (e.code() == NOT_FOUND || e.code() == BAD_REQUEST) {
                return Optional.empty();
            }
            throw e;
        }
        return PostMapping.file(whole, expected.uniqueId());
    }

    private JsonNode fromLaterState(PostId post, Media expected, Replaced known)
            throws TdError, Gone, Replaced, InterruptedException {
        Replaced failure = known;
        for (String filter : filters(message(post), expected)) {
            refresh(post, filter);
            try {
                return file(message(post), post, expected);
            } catch (Replaced e) {
                // The post may have become one of another kind, which only the next filter finds.
                failure = e;
            }
        }
        throw failure;
    }

    /** The {@code file} of a post's {@code message} that is the expected one, in whatever role. */
    static JsonNode file(JsonNode message, PostId post, Media expected) throws TdError, Replaced {
        Optional<JsonNode> file = PostMapping.file(message, expected.uniqueId());
        if (file.isEmpty()) {
            throw new Replaced(
                    "post " + post.messageId()
                            + (PostMapping.hasFiles(message)
                                    ? " was edited and now carries another file"
                                    : " was edited and no longer carries a file"),
                    PostMapping.post(post.chatId(), message));
        }
        return file.get();
    }

    private JsonNode message(PostId post) throws TdError, Gone, InterruptedException {
        ObjectNode request = TdRequest.of("getMessage")
                .put("chat_id", post.chatId())
                .put("message_id", PostMapping.tdlibId(post.messageId()));
        try {
            return connection.call(request);
        } catch (TdError e) {
            if (e.code() == NOT_FOUND) {
                throw Gone.ofPost("post " + post.messageId() + " was deleted from the channel");
            }
            throw e;
        }
    }

    /**
     * Renews the file reference by a search for posts of its post's kind, which TDLib cannot answer from its own database.
     * TDLib renews references itself, but only once a minute for each file (FileReferenceManager::run_node). Telegram
     * rejects a search for files of any kind (SEARCH_QUERY_EMPTY).
     *
     * @return whether Telegram supports a search for this kind of post
     * @throws Replaced the reference has expired because the post has another file, which TDLib did not know until now
     * @throws Gone the post was deleted
     */
    boolean renewReference(PostId post, Media expected) throws TdError, Gone, Replaced, InterruptedException {
        LOG.info("The file reference of post {} has expired again; requesting the post again", post.messageId());
        if (isCustomEmoji(expected)) {
            return false;
        }
        JsonNode message = message(post);
        if (beside(message, post, expected).isPresent()) {
            // It has just been asked for again.
            return true;
        }
        Optional<String> filter = filters(message, expected).stream().findFirst();
        if (filter.isEmpty()) {
            return false;
        }
        refresh(post, filter.get());
        JsonNode unused = file(message(post), post, expected);
        return true;
    }

    /** Updates TDLib's copy of the post, if the filter finds it. */
    private void refresh(PostId post, String filter) throws TdError, InterruptedException {
        connection.call(TdRequest.of("searchChatMessages")
                .put("chat_id", post.chatId())
                .put("from_message_id", PostMapping.tdlibId(post.messageId()))
                .put("offset", -1)
                .put("limit", 2)
                .set("filter", TdRequest.of(filter)));
    }

    /** The filters that find a post: as TDLib knows it and, if that is not the latest state, by the file that it has then. */
    private static Set<String> filters(JsonNode message, Media expected) {
        Set<String> filters = new LinkedHashSet<>();
        ofContent(message.path("content").path("@type").asText()).ifPresent(filters::add);
        filter(expected.kind()).ifPresent(filters::add);
        return filters;
    }

    /** Telegram searches for posts by what they are: the picture of a link is not found among the photos. */
    private static Optional<String> ofContent(String type) {
        return switch (type) {
            case "messageAnimation" -> Optional.of("searchMessagesFilterAnimation");
            case "messageAudio" -> Optional.of("searchMessagesFilterAudio");
            case "messageChatChangePhoto" -> Optional.of("searchMessagesFilterChatPhoto");
            case "messageDocument" -> Optional.of("searchMessagesFilterDocument");
            case "messagePhoto" -> Optional.of("searchMessagesFilterPhoto");
            case "messagePoll" -> Optional.of("searchMessagesFilterPoll");
            case "messageText" -> Optional.of("searchMessagesFilterUrl");
            case "messageVideo" -> Optional.of("searchMessagesFilterVideo");
            case "messageVideoNote" -> Optional.of("searchMessagesFilterVideoNote");
            case "messageVoiceNote" -> Optional.of("searchMessagesFilterVoiceNote");
            default -> Optional.empty();
        };
    }

    private static Optional<String> filter(MediaKind kind) {
        return switch (kind) {
            case AUDIO -> Optional.of("searchMessagesFilterAudio");
            case DOCUMENT -> Optional.of("searchMessagesFilterDocument");
            case PHOTO -> Optional.of("searchMessagesFilterPhoto");
            case VIDEO -> Optional.of("searchMessagesFilterVideo");
            case VOICE -> Optional.of("searchMessagesFilterVoiceNote");
            case VIDEO_NOTE -> Optional.of("searchMessagesFilterVideoNote");
            case ANIMATION -> Optional.of("searchMessagesFilterAnimation");
            case STICKER -> Optional.empty();
        };
    }
}
