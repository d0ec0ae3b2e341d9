package dev.tgarchiver.config;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Selection;
import java.util.List;

/**
 * Which files are wanted, channel by channel. Immutable.
 *
 * @param byDefault of channels that have none of their own
 * @param own of the channels and posts that have
 * @param ofPosts of posts that are named by a link and have none of their own: what the command line itself asks
 */
public record SelectionRules(Selection byDefault, List<Own> own, Selection ofPosts) {

    /** A channel, or a post, as the configuration names it, and what is wanted of it. */
    public record Own(ChannelRef channel, Selection selection) {}

    /** Copies the list. */
    public SelectionRules {
        own = List.copyOf(own);
    }

    /**
     * What is wanted of a channel, whichever of its names it was asked for by, and whichever the configuration has. A post that
     * was asked for by its link is wanted, whatever is wanted of its channel.
     */
    public Selection of(ChannelRef asked, Channel found) {
        boolean post = asked instanceof ChannelRef.PostLink;
        return own.stream()
                .filter(entry -> isSame(entry.channel(), asked) || (!post && isName(entry.channel(), found)))
                .map(Own::selection)
                .findFirst()
                .orElse(post ? ofPosts : byDefault);
    }

    private static boolean isName(ChannelRef entry, Channel found) {
        return !(entry instanceof ChannelRef.PostLink) && entry.names(found);
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
        if (one instanceof ChannelRef.PostLink left && other instanceof ChannelRef.PostLink right) {
            return left.messageId() == right.messageId()
                    && left.single() == right.single()
                    && isSame(left.channel(), right.channel());
        }
        return one instanceof ChannelRef.SavedMessages && other instanceof ChannelRef.SavedMessages;
    }
}
