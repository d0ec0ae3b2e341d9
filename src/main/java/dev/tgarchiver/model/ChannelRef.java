package dev.tgarchiver.model;

import java.util.OptionalLong;

/** A channel, or one of its posts, as a user names it, before it is looked up. */
public sealed interface ChannelRef {

    /** The user's input, for messages. */
    String input();

    /** A public name, without the at sign. */
    record Username(String input, String name) implements ChannelRef {}

    /** The chat id, negative for channels and groups; a channel's id may lack the -100 before it. */
    record ChatId(String input, long chatId) implements ChannelRef {

        private static final long CHANNEL_ID_BASE = 1_000_000_000_000L;

        /** The id of the channel whose bare id this may be; empty when it cannot be one. */
        public OptionalLong ofChannel() {
            return chatId != 0 && Math.abs(chatId) < CHANNEL_ID_BASE
                    ? OptionalLong.of(-CHANNEL_ID_BASE - Math.abs(chatId))
                    : OptionalLong.empty();
        }
    }

    /** A chat's title, when only one chat has it. */
    record Title(String input, String title) implements ChannelRef {}

    /** An invite link in its long form, {@code https://t.me/+…}. */
    record Invite(String input, String link) implements ChannelRef {}

    /** The account's Saved Messages. */
    record SavedMessages(String input) implements ChannelRef {}

    /**
     * A post, by a link to it.
     *
     * @param messageId the post's number, from 1 to {@link Integer#MAX_VALUE}
     * @param single whether the link means the post alone rather than its album
     */
    record PostLink(String input, ChannelRef channel, long messageId, boolean single) implements ChannelRef {}

    /** The channel itself: that of the post for a link to one. */
    default ChannelRef channel() {
        return this;
    }

    /** Whether this is a name of the channel, as far as the name alone can tell; an invite link never is. */
    default boolean names(Channel channel) {
        if (this instanceof PostLink link) {
            return link.channel().names(channel);
        }
        if (this instanceof Username user) {
            return channel.usernames().anyMatch(user.name()::equalsIgnoreCase);
        }
        if (this instanceof ChatId id) {
            return id.chatId() == channel.chatId() || id.ofChannel().orElse(id.chatId()) == channel.chatId();
        }
        if (this instanceof Title title) {
            return title.title().equalsIgnoreCase(channel.title());
        }
        return this instanceof SavedMessages && channel.type() == Channel.Type.SAVED;
    }

    /**
     * Reads what a user may write: {@code @name}, {@code name}, {@code https://t.me/name}, {@code https://name.t.me},
     * {@code https://t.me/c/123}, an address of web.telegram.org, an invite link, a numeric id with or without -100,
     * {@code me}, or a title; or the link to a post, such as {@code https://t.me/name/456} and
     * {@code https://t.me/c/123/456}. A link to a comment means the post that it comments on.
     *
     * @throws WrongPostLink when it is the link to a post without a post's number
     * @throws IllegalArgumentException when the input has another form; the message says what is allowed
     */
    static ChannelRef parse(String input) {
        return new ChannelReader(input).read();
    }
}
