package dev.tgarchiver.config;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Selection;
import java.util.List;

/**
 * Which files are wanted, channel by channel. Immutable.
 *
 * @param byDefault of channels that have none of their own
 * @param own of the channels that have
 */
public record Selections(Selection byDefault, List<Own> own) {

    /** A channel as the configuration names it, and what is wanted of it. */
    public record Own(ChannelRef channel, Selection selection) {}

    /** Copies the list. */
    public Selections {
        own = List.copyOf(own);
    }

    /** What is wanted of a channel, whichever of its names it was asked for by, and whichever the configuration has. */
    public Selection of(ChannelRef asked, Channel found) {
        return own.stream()
                .filter(entry ->
                        isSame(entry.channel(), asked) || entry.channel().names(found))
                .map(Own::selection)
                .findFirst()
                .orElse(byDefault);
    }

    /** Whether both are the same however they are written; {@code @name} is {@code https://t.me/name}. */
    static boolean isSame(ChannelRef one, ChannelRef other) {
        if (one instanceof ChannelRef.Username left && other instanceof ChannelRef.Username right) {
            return left.name().equalsIgnoreCase(right.name());
        }
        if (one instanceof ChannelRef.ChatId left && other instanceof ChannelRef.ChatId right) {
            return left.chatId() == right.chatId();
        }
        if (one instanceof ChannelRef.Invite left && other instanceof ChannelRef.Invite right) {
            return left.link().equals(right.link());
        }
        if (one instanceof ChannelRef.Title left && other instanceof ChannelRef.Title right) {
            return left.title().equalsIgnoreCase(right.title());
        }
        return one instanceof ChannelRef.SavedMessages && other instanceof ChannelRef.SavedMessages;
    }
}
