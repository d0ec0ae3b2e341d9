package dev.tgarchiver.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Reaction;
import dev.tgarchiver.post.PostReader;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Collectors;

/** What several formats say of a post in the same way. */
public record PostFacts(ArchivedPost post, Channel channel, PeerNames peers) {

    /** Who sent it: a user's id, or a chat's; the channel itself where Telegram names no other. */
    public long senderId() {
        long sender = post.post().detail().sender();
        return sender == 0 ? channel.chatId() : sender;
    }

    /** The sender's name. */
    public Optional<String> sender() {
        return name(senderId());
    }

    /** A user's or chat's name. */
    public Optional<String> name(long peer) {
        return peer == channel.chatId() ? Optional.of(channel.title()) : peers.name(peer);
    }

    /** The link to the post; a basic group that became the channel has none. */
    public Optional<String> link() {
        return isOfChannel() ? PostLinks.of(channel, post.post().id().messageId()) : Optional.empty();
    }

    /** Whether it is a post of the channel itself, and not of the basic group that became it. */
    public boolean isOfChannel() {
        return post.post().id().chatId() == channel.chatId();
    }

    /** Where it was forwarded from: a user's id, or a chat's; 0 when that is hidden, or it is not forwarded. */
    public long forwardedFromId() {
        JsonNode origin = origin();
        return origin.path("sender_user_id").longValue()
                + origin.path("sender_chat_id").longValue()
                + origin.path("chat_id").longValue();
    }

    /** The name of whom it was forwarded from. */
    public Optional<String> forwardedFrom() {
        String hidden = origin().path("sender_name").asText();
        long id = forwardedFromId();
        return hidden.isEmpty() ? (id == 0 ? Optional.empty() : name(id)) : Optional.of(hidden);
    }

    /** The number of the post in the channel that it was forwarded from; 0 when unknown. */
    public long forwardedMessage() {
        return PostReader.messageId(origin().path("message_id").longValue());
    }

    /** The bot through which it was sent, without the at sign. */
    public Optional<String> viaBot() {
        return peers.username(post.message().path("via_bot_user_id").longValue());
    }

    /** How often people reacted, as {@code 👍 12, ❤ 3}. */
    public String reactions() {
        return post.post().detail().reactions().stream()
                .map(reaction -> word(reaction) + " " + reaction.total())
                .collect(Collectors.joining(", "));
    }

    /** The emoji, or a word where there is none. */
    public static String word(Reaction reaction) {
        return reaction.kind().equals("emoji")
                ? reaction.key()
                : reaction.kind() + (reaction.key().isEmpty() ? "" : ":" + reaction.key());
    }

    /** A moment in UTC. */
    public static String utc(Instant moment) {
        return DateTimeFormatter.ISO_INSTANT.format(moment);
    }

    private JsonNode origin() {
        return post.message().path("forward_info").path("origin");
    }
}
