package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.tracker.post.Walked;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A channel as the tracker knows it.
 *
 * @param directory its folder below the output folder: chosen once and never changed, whatever the channel's later
 *     names are
 * @param earlierChats the chats whose histories are part of this one: the basic group that became this supergroup
 * @param formerly how it was called before, as far as that was seen
 */
public record ChannelRow(
        long chatId,
        String title,
        Optional<String> username,
        List<String> furtherUsernames,
        Channel.Type type,
        String directory,
        Walked walked,
        long newest,
        List<Long> earlierChats,
        List<Channel> formerly) {

    /** Copies the lists. */
    public ChannelRow {
        furtherUsernames = List.copyOf(furtherUsernames);
        earlierChats = List.copyOf(earlierChats);
        formerly = List.copyOf(formerly);
    }

    /** The chats whose histories it consists of, its own first. */
    public List<Long> chats() {
        return Stream.concat(Stream.of(chatId), earlierChats.stream()).toList();
    }

    /** Whether a reference names it, now or by the number of a chat that became a part of it. */
    public boolean isNamed(ChannelRef ref) {
        return ref.names(channel())
                || earlierChats.stream()
                        .anyMatch(chat -> ref.names(new Channel(chat, "", Optional.empty(), Channel.Type.PRIVATE)));
    }

    /** Whether a reference named it before, as a public name or as a title. */
    public boolean wasNamed(ChannelRef ref) {
        return formerly.stream()
                .anyMatch(former -> ref.names(former)
                        || (ref instanceof ChannelRef.Username word
                                && word.name().equalsIgnoreCase(former.title())));
    }

    /** The reference by which Telegram finds it again. */
    public ChannelRef reference() {
        if (type == Channel.Type.SAVED) {
            return new ChannelRef.SavedMessages("me");
        }
        return username.<ChannelRef>map(name -> new ChannelRef.Username("@" + name, name))
                .orElseGet(() -> new ChannelRef.ChatId(Long.toString(chatId), chatId));
    }

    /** As a value of the model. */
    public Channel channel() {
        return new Channel(chatId, title, username, furtherUsernames, type);
    }
}
