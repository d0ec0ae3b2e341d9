package dev.tgarchiver.model;

import dev.tgarchiver.model.ChannelRef.ChatId;
import dev.tgarchiver.model.ChannelRef.Invite;
import dev.tgarchiver.model.ChannelRef.PostLink;
import dev.tgarchiver.model.ChannelRef.SavedMessages;
import dev.tgarchiver.model.ChannelRef.Title;
import dev.tgarchiver.model.ChannelRef.Username;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the forms in which a user may write a channel or a post: see {@link ChannelRef#parse}. */
final class ChannelReader {

    /** Telegram's rule: a letter first, then letters, digits and underscores; short names are sold separately. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{3,31}");

    private static final Pattern LINK = Pattern.compile(
            "(?:https?://)?(?:www\\.)?(?:t\\.me|telegram\\.me|telegram\\.dog)/(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEEP_LINK =
            Pattern.compile("tg:/{0,2}(resolve|privatepost|join)/?\\?(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PRIVATE = Pattern.compile("c/(\\d{1,12})(?:/(.*))?");
    private static final Pattern INVITE = Pattern.compile("(?:joinchat/|\\+)([A-Za-z0-9_-]+)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern WEB =
            Pattern.compile("(?:https?://)?web\\.telegram\\.org/[^#]*#(@?[^?/]+).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern OWN_HOST =
            Pattern.compile("(?:https?://)?([a-z][a-z0-9_]{3,31})\\.t\\.me(?:([/?#].*))?", Pattern.CASE_INSENSITIVE);

    /** In a group with topics, the topic's number comes first. */
    private static final Pattern POST = Pattern.compile("(?:\\d+/)?(\\d+)/?");

    /** What follows a channel's name in links that mean the channel: nothing, or its stories. */
    private static final Pattern NO_POST = Pattern.compile("/?|s(?:/.*)?");

    private static final Pattern NO_TITLE = Pattern.compile(
            "@.*|[./~].*|.*://.*|-?\\d+|.*\\bt\\.me/.*|.*\\p{Cntrl}.*",
            Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

    private static final int POST_DIGITS = 10;

    private final String input;

    ChannelReader(String input) {
        this.input = input;
    }

    ChannelRef read() {
        return read(input.strip());
    }

    private ChannelRef read(String text) {
        if (text.equalsIgnoreCase("me") || text.equalsIgnoreCase("saved")) {
            return new SavedMessages(input);
        }
        if (NUMBER.matcher(text).matches()) {
            return new ChatId(input, Long.parseLong(text));
        }
        Matcher deep = DEEP_LINK.matcher(text);
        if (deep.matches()) {
            return deepLink(deep.group(1).toLowerCase(Locale.ROOT), parameters(deep.group(2)));
        }
        Matcher link = LINK.matcher(text);
        if (link.matches()) {
            return path(link.group(1).replaceFirst("[?#].*$", ""), query(link.group(1)));
        }
        Matcher web = WEB.matcher(text);
        if (web.matches()) {
            return read(web.group(1));
        }
        Matcher host = OWN_HOST.matcher(text);
        if (host.matches() && !host.group(1).equalsIgnoreCase("www")) {
            String rest = host.group(2) == null ? "" : host.group(2);
            return path(host.group(1) + rest.replaceFirst("[?#].*$", ""), query(rest));
        }
        String name = text.startsWith("@") ? text.substring(1) : text;
        return NAME.matcher(name).matches()
                        || text.isEmpty()
                        || NO_TITLE.matcher(text).matches()
                ? username(name)
                : new Title(input, text);
    }

    private ChannelRef deepLink(String kind, Map<String, String> parameters) {
        String post = parameters.getOrDefault("post", "");
        return switch (kind) {
            case "join" -> path("+" + parameters.getOrDefault("invite", ""), Map.of());
            case "privatepost" -> path("c/" + parameters.getOrDefault("channel", "") + "/" + post, parameters);
            default -> path(parameters.getOrDefault("domain", "") + "/" + post, parameters);
        };
    }

    private static Map<String, String> query(String link) {
        int start = link.indexOf('?');
        return start < 0 ? Map.of() : parameters(link.substring(start + 1).replaceFirst("#.*$", ""));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            parameters.put(
                    (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT),
                    equals < 0 ? "" : parameter.substring(equals + 1));
        }
        return parameters;
    }

    private ChannelRef path(String path, Map<String, String> query) {
        Matcher closed = PRIVATE.matcher(path);
        if (closed.matches()) {
            ChatId bare = new ChatId(input, Long.parseLong(closed.group(1)));
            ChatId channel = new ChatId(input, bare.ofChannel().orElse(bare.chatId()));
            return post(channel, closed.group(2) == null ? "" : closed.group(2), query);
        }
        Matcher invite = INVITE.matcher(path);
        if (invite.matches()) {
            return new Invite(input, "https://t.me/+" + invite.group(1));
        }
        String name = path.toLowerCase(Locale.ROOT).startsWith("s/") ? path.substring(2) : path;
        int slash = name.indexOf('/');
        return slash < 0 ? username(name) : post(username(name.substring(0, slash)), name.substring(slash + 1), query);
    }

    /** The channel, or its post if the rest of the link names one. */
    private ChannelRef post(ChannelRef channel, String rest, Map<String, String> query) {
        if (NO_POST.matcher(rest).matches()) {
            return channel;
        }
        Matcher post = POST.matcher(rest);
        String found = post.matches() ? post.group(1) : rest;
        String digits = found.replaceFirst("^0+", "");
        if (!post.matches() || digits.isEmpty() || digits.length() > POST_DIGITS) {
            throw notAPost(found);
        }
        long number = Long.parseLong(digits);
        if (number > Integer.MAX_VALUE) {
            throw notAPost(found);
        }
        return new PostLink(input, channel, number, query.containsKey("single"));
    }

    private WrongPostLink notAPost(String found) {
        return new WrongPostLink(input, found + " is not a post's number");
    }

    private ChannelRef username(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + input + "\" does not name a channel. Allowed are @name, name, "
                    + "https://t.me/name, https://t.me/c/123, an invite link (https://t.me/+…), a numeric id (-100…), "
                    + "me for Saved Messages, a chat's title, or the link to a post (https://t.me/name/456).");
        }
        return new Username(input, name);
    }
}
