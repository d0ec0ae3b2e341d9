package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.SingleLine;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.PeerSource;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Describes users and chats that TDLib has received with messages. TDLib answers these requests from memory. */
public final class TdPeers implements PeerSource {

    private final TdConnection connection;

    /** Of the client that has received the messages. */
    public TdPeers(TdConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<Peer> peers(Collection<Long> ids) throws TelegramFailure, InterruptedException {
        List<Peer> peers = new ArrayList<>();
        for (long id : ids) {
            try {
                peers.add(id > 0 ? user(id) : chat(id));
            } catch (TdError e) {
                // TDLib rejects numbers that came without their user or chat; any other failure is the client's.
                if (e.code() != 400 && e.code() != 404) {
                    throw connection.failure(e, "Asking who wrote a post");
                }
            }
        }
        return peers;
    }

    private Peer user(long id) throws TdError, InterruptedException {
        return user(connection.call(TdRequest.of("getUser").put("user_id", id)));
    }

    static Peer user(JsonNode user) {
        Peer.Kind kind =
                switch (user.path("type").path("@type").asText()) {
                    case "userTypeBot" -> Peer.Kind.BOT;
                    case "userTypeDeleted" -> Peer.Kind.DELETED;
                    default -> Peer.Kind.USER;
                };
        String first = SingleLine.of(user.path("first_name").asText());
        String last = SingleLine.of(user.path("last_name").asText());
        return new Peer(
                user.path("id").longValue(),
                kind,
                (first + " " + last).strip(),
                usernames(user),
                user.path("profile_photo")
                        .path("big")
                        .path("remote")
                        .path("unique_id")
                        .asText());
    }

    private Peer chat(long id) throws TdError, InterruptedException {
        JsonNode chat = connection.call(TdRequest.of("getChat").put("chat_id", id));
        JsonNode type = chat.path("type");
        Optional<JsonNode> supergroup = Optional.empty();
        if (type.path("@type").asText().equals("chatTypeSupergroup")) {
            supergroup = Optional.of(connection.call(TdRequest.of("getSupergroup")
                    .put("supergroup_id", type.path("supergroup_id").longValue())));
        }
        return chat(chat, supergroup);
    }

    static Peer chat(JsonNode chat, Optional<JsonNode> supergroup) {
        Peer.Kind kind =
                switch (chat.path("type").path("@type").asText()) {
                    case "chatTypeSupergroup" ->
                        chat.path("type").path("is_channel").booleanValue() ? Peer.Kind.CHANNEL : Peer.Kind.GROUP;
                    case "chatTypeBasicGroup" -> Peer.Kind.GROUP;
                    default -> Peer.Kind.PRIVATE;
                };
        return new Peer(
                chat.path("id").longValue(),
                kind,
                SingleLine.of(chat.path("title").asText()),
                supergroup.map(TdPeers::usernames).orElse(List.of()),
                chat.path("photo").path("big").path("remote").path("unique_id").asText());
    }

    private static List<String> usernames(JsonNode named) {
        List<String> names = new ArrayList<>();
        named.path("usernames").path("active_usernames").forEach(name -> names.add(name.asText()));
        return List.copyOf(names);
    }
}
