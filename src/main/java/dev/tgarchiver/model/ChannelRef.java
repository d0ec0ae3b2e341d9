package dev.tgarchiver.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A channel as a user names it, before Telegram was asked which one it is. */
public sealed interface ChannelRef {

    /** The user's own words, for messages. */
    String input();

    /** A public name, without the at sign. */
    record Username(String input, String name) implements ChannelRef {}

    /** The chat id, negative for channels and groups. */
    record ChatId(String input, long chatId) implements ChannelRef {}

    /** An invite link in its long form, {@code https://t.me/+…}. */
    record Invite(String input, String link) implements ChannelRef {}

    /** The account's Saved Messages. */
    record SavedMessages(String input) implements ChannelRef {}

    /**
     * Reads what a user may write: {@code @name}, {@code name}, {@code https://t.me/name} (with or without a post's
     * number), {@code https://t.me/c/123/456}, an invite link, a numeric id, or {@code me}.
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
        private static final long CHANNEL_ID_BASE = 1_000_000_000_000L;

        private Reader() {}

        private static ChannelRef read(String input) {
            String text = input.strip();
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
            return username(input, text.startsWith("@") ? text.substring(1) : text);
        }

        private static ChannelRef path(String input, String path) {
            Matcher privatePost = PRIVATE_POST.matcher(path);
            if (privatePost.matches() && privatePost.group(1).length() <= 12) {
                return new ChatId(input, -CHANNEL_ID_BASE - Long.parseLong(privatePost.group(1)));
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
                        + "a numeric id (-100…), or me for Saved Messages.");
            }
            return new Username(input, name);
        }
    }
}
