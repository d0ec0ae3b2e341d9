package dev.tgarchiver.config;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Selection;
import java.util.List;
import java.util.Optional;

/**
 * The wanted files, channel by channel. Immutable.
 *
 * @param byDefault rules of channels without their own
 * @param comments whether comments are wanted of channels without a rule of their own
 * @param own rules of single channels and posts
 * @param ofPosts rules of posts that are named by a link and have none of their own: those of the command line
 */
public record SelectionRules(Selection byDefault, boolean comments, List<Own> own, Selection ofPosts) {

    /** A channel, or a post, as the configuration names it, and its rules. */
    public record Own(ChannelRef channel, Selection selection, boolean comments) {}

    /** Copies the list. */
    public SelectionRules {
        own = List.copyOf(own);
    }

    /**
     * The rules of a channel, whichever of its names the command and the configuration use. A post that is named by its
     * link is wanted, whatever the rules of its channel are.
     */
    public Selection of(ChannelRef asked, Channel found) {
        boolean post = asked instanceof ChannelRef.PostLink;
        return rule(asked, found).map(Own::selection).orElse(post ? ofPosts : byDefault);
    }

    private Optional<Own> rule(ChannelRef asked, Channel found) {
        boolean post = asked instanceof ChannelRef.PostLink;
        return own.stream()
                .filter(entry -> isSame(entry.channel(), asked) || (!post && isName(entry.channel(), found)))
                .findFirst();
    }

    /** Whether the comments of a channel's posts are wanted. */
    public boolean comments(ChannelRef asked, Channel found) {
        return rule(asked, found).map(Own::comments).orElse(comments);
    }

    /** The rules of a channel's discussion group: its own if it has some, else those of the channel but for the numbers of posts and topics. */
    public Selection ofGroup(ChannelRef asked, Channel found, Channel group) {
        return own.stream()
                .filter(entry -> isName(entry.channel(), group))
                .map(Own::selection)
                .findFirst()
                .orElseGet(() -> of(asked, found).ofOtherChannel());
    }

    private static boolean isName(ChannelRef entry, Channel found) {
        return !(entry instanceof ChannelRef.PostLink) && entry.names(found);
    }

    /** Whether both mean the same, however they are written; {@code @name} is {@code https://t.me/name}. */
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
