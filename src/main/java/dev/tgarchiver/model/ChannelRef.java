package dev.tgarchiver.model;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A channel as a user names it, before Telegram was asked which one it is. */
public sealed interface ChannelRef {

    /** The user's own words, for messages. */
    String input();

    /** A public name, without the at sign. */
    record Username(String input, String name) implements ChannelRef {}

    /** The chat id, negative for channels and groups; a channel's may come bare, without the -100 before it. */
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

    /** Whether this is a name of the channel, as far as the name alone can tell; an invite link never is. */
    default boolean names(Channel channel) {
        if (this instanceof Username user) {
            return channel.username().filter(user.name()::equalsIgnoreCase).isPresent();
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
     * Reads what a user may write: {@code @name}, {@code name}, {@code https://t.me/name} (with or without a post's
     * number), {@code https://name.t.me}, {@code https://t.me/c/123/456}, an address of web.telegram.org, an invite link,
     * a numeric id with or without -100, {@code me}, or a title.
     *
     * @throws IllegalArgumentException when it is none of these; the message says what is allowed
     */
    static ChannelRef parse(String input) {
        return Reader.read(input);
    }

    /** The forms that {@link #parse} knows. */
    final class Reader {
        /** Telegram's rule: a letter first, then letters, digits and underscores; short names are sold separately. */
        private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{3,31}");

        private static final Pattern LINK = Pattern.compile(
                "(?:https?://)?(?:www\\.)?(?:t\\.me|telegram\\.me|telegram\\.dog)/(.+)", Pattern.CASE_INSENSITIVE);
        private static final Pattern DEEP_LINK =
                Pattern.compile("tg:/{0,2}(resolve|join)\\?(?:domain|invite)=([^&]+).*", Pattern.CASE_INSENSITIVE);
        private static final Pattern PRIVATE_POST = Pattern.compile("c/(\\d+)(?:/.*)?");
        private static final Pattern INVITE = Pattern.compile("(?:joinchat/|\\+)([A-Za-z0-9_-]+)");
        private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
        private static final Pattern WEB =
                Pattern.compile("(?:https?://)?web\\.telegram\\.org/[^#]*#(@?[^?/]+).*", Pattern.CASE_INSENSITIVE);
        private static final Pattern OWN_HOST =
                Pattern.compile("(?:https?://)?([a-z][a-z0-9_]{3,31})\\.t\\.me(?:[/?#].*)?", Pattern.CASE_INSENSITIVE);
        private static final Pattern NO_TITLE = Pattern.compile(
                "@.*|[./~].*|.*://.*|-?\\d+|.*\\bt\\.me/.*|.*\\p{Cntrl}.*",
                Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

        private Reader() {}

        private static ChannelRef read(String input) {
            return read(input, input.strip());
        }

        private static ChannelRef read(String input, String text) {
            if (text.equalsIgnoreCase("me") || text.equalsIgnoreCase("saved")) {
                return new SavedMessages(input);
            }
            if (NUMBER.matcher(text).matches()) {
                return new ChatId(input, Long.parseLong(text));
            }
            Matcher deep = DEEP_LINK.matcher(text);
            if (deep.matches()) {
                boolean join = deep.group(1).equalsIgnoreCase("join");
                return path(input, (join ? "+" : "") + deep.group(2));
            }
            Matcher link = LINK.matcher(text);
            if (link.matches()) {
                return path(input, link.group(1).replaceFirst("[?#].*$", ""));
            }
            Matcher web = WEB.matcher(text);
            if (web.matches()) {
                return read(input, web.group(1));
            }
            Matcher host = OWN_HOST.matcher(text);
            if (host.matches() && !host.group(1).equalsIgnoreCase("www")) {
                return new Username(input, host.group(1));
            }
            String name = text.startsWith("@") ? text.substring(1) : text;
            return NAME.matcher(name).matches()
                            || text.isEmpty()
                            || NO_TITLE.matcher(text).matches()
                    ? username(input, name)
                    : new Title(input, text);
        }

        private static ChannelRef path(String input, String path) {
            Matcher privatePost = PRIVATE_POST.matcher(path);
            if (privatePost.matches() && privatePost.group(1).length() <= 12) {
                ChatId bare = new ChatId(input, Long.parseLong(privatePost.group(1)));
                return new ChatId(input, bare.ofChannel().orElse(bare.chatId()));
            }
            Matcher invite = INVITE.matcher(path);
            if (invite.matches()) {
                return new Invite(input, "https://t.me/+" + invite.group(1));
            }
            String name = path.toLowerCase(Locale.ROOT).startsWith("s/") ? path.substring(2) : path;
            return username(input, name.replaceFirst("/.*$", ""));
        }

        private static ChannelRef username(String input, String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("\"" + input + "\" names no channel. Allowed are @name, name, "
                        + "https://t.me/name, https://t.me/c/123/456, an invite link (https://t.me/+…), "
                        + "a numeric id (-100…), me for Saved Messages, or a chat's title.");
            }
            return new Username(input, name);
        }
    }
}
