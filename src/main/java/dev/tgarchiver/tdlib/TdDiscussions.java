package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.SingleLine;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.DiscussionSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads comments through TDLib. Asks a private group for nothing but threads: after one refusal, TDLib takes the group for
 * inaccessible and refuses them as well.
 */
final class TdDiscussions implements DiscussionSource {

    /** The maximum that getMessageThreadHistory returns. */
    private static final int PAGE = 100;

    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;

    /** What TDLib and Telegram say of a post without comments, or without its counterpart in the group. */
    private static final Set<String> NO_THREAD =
            Set.of("Message has no comments", "Message has no thread", "Message not found", "MSG_ID_INVALID");

    private final TdConnection connection;
    private final TdChannels channels;
    private final TdPeers peers;

    TdDiscussions(TdConnection connection, TdChannels channels) {
        this.connection = connection;
        this.channels = channels;
        peers = new TdPeers(connection);
    }

    @Override
    public Optional<Group> group(long chatId) throws TelegramFailure, InterruptedException {
        try {
            JsonNode type = chat(chatId).path("type");
            if (!type.path("is_channel").booleanValue()) {
                return Optional.empty();
            }
            JsonNode full = connection.call(supergroup("getSupergroupFullInfo", type));
            long group = full.path("linked_chat_id").longValue();
            if (group == 0) {
                return Optional.empty();
            }
            JsonNode chat = chat(group);
            JsonNode status = connection.call(supergroup("getSupergroup", chat.path("type")));
            if (status.path("status").path("@type").asText().equals("chatMemberStatusBanned")) {
                throw new NoAccess("this account may not read the discussion group \""
                        + SingleLine.of(chat.path("title").asText()) + "\"");
            }
            return Optional.of(new Group(channels.channel(chat), isReadable(status)));
        } catch (TdError e) {
            throw connection.failure(e, "Looking for the discussion group");
        }
    }

    private static boolean isReadable(JsonNode supergroup) {
        boolean isPublic =
                !supergroup.path("usernames").path("active_usernames").isEmpty();
        JsonNode status = supergroup.path("status");
        return switch (status.path("@type").asText()) {
            case "chatMemberStatusLeft" -> isPublic;
            case "chatMemberStatusRestricted" ->
                isPublic || status.path("is_member").booleanValue();
            default -> true;
        };
    }

    @Override
    public boolean knows(PostId comment) throws TelegramFailure, InterruptedException {
        try {
            return connection
                            .call(ofPost("getMessageLocally", comment))
                            .path("id")
                            .longValue()
                    != 0;
        } catch (TdError e) {
            if (e.code() == NOT_FOUND || e.code() == BAD_REQUEST) {
                return false;
            }
            throw connection.failure(e, "Looking for comment " + comment.messageId());
        }
    }

    @Override
    public List<Post> roots(PostId post) throws TelegramFailure, InterruptedException {
        try {
            // A further client may have walked the channel; TDLib has threads of posts that it knows.
            JsonNode unused = connection.call(ofPost("getMessage", post));
            JsonNode thread = connection.call(ofPost("getMessageThread", post));
            return posts(thread.path("chat_id").longValue(), thread.path("messages"));
        } catch (TdError e) {
            if (hasNoThread(e)) {
                return List.of();
            }
            throw connection.failure(e, "Looking for the comments of post " + post.messageId());
        }
    }

    @Override
    public Comments comments(PostId post, long before) throws TelegramFailure, InterruptedException {
        ObjectNode request = ofPost("getMessageThreadHistory", post)
                .put("from_message_id", PostMapping.tdlibId(before))
                .put("offset", 0)
                .put("limit", PAGE);
        try {
            JsonNode answer = connection.call(request);
            JsonNode messages = answer.path("messages");
            long group = messages.path(0).path("chat_id").longValue();
            List<Post> comments = posts(group, messages).stream()
                    .filter(comment -> before == 0 || comment.id().messageId() < before)
                    .toList();
            return new Comments(comments, answer.path("total_count").intValue());
        } catch (TdError e) {
            if (hasNoThread(e)) {
                return new Comments(List.of(), 0);
            }
            throw connection.failure(e, "Reading the comments of post " + post.messageId());
        }
    }

    @Override
    public List<Peer> peers(Collection<Long> ids) throws TelegramFailure, InterruptedException {
        return peers.peers(ids);
    }

    private static boolean hasNoThread(TdError error) {
        return error.code() == NOT_FOUND || (error.code() == BAD_REQUEST && NO_THREAD.contains(error.text()));
    }

    private static List<Post> posts(long chatId, JsonNode messages) throws TdError {
        List<Post> posts = new ArrayList<>();
        for (JsonNode message : messages) {
            if (message.isObject()) {
                posts.add(PostMapping.post(chatId, message));
            }
        }
        return posts;
    }

    private static ObjectNode ofPost(String type, PostId post) {
        return TdRequest.of(type)
                .put("chat_id", post.chatId())
                .put("message_id", PostMapping.tdlibId(post.messageId()));
    }

    private static ObjectNode supergroup(String type, JsonNode chatType) {
        return TdRequest.of(type)
                .put("supergroup_id", chatType.path("supergroup_id").longValue());
    }

    private JsonNode chat(long chatId) throws TdError, InterruptedException {
        return connection.call(TdRequest.of("getChat").put("chat_id", chatId));
    }
}
