package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.BasicGroup;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users, channels and dialogs as TL objects. */
final class PeerObjects {

    private static final Instant GROUP_MADE = Instant.parse("2022-12-01T00:00:00Z");

    private PeerObjects() {}

    static int seconds(Instant instant) {
        return (int) instant.getEpochSecond();
    }

    static int now() {
        return seconds(Instant.now());
    }

    static TlObject user(User user, User viewer) {
        boolean bot = user.botToken() != null;
        return tl("user")
                .flag("self", user == viewer)
                .flag("bot", bot)
                .flag("premium", user.isPremium())
                .set("id", user.id())
                .set("access_hash", user.accessHash())
                .set("first_name", user.firstName())
                .setIf(!user.lastName().isEmpty(), "last_name", user.lastName())
                .set("username", user.username())
                // Who is not a contact does not show a telephone number.
                .setIf(!bot && user == viewer, "phone", user.phone())
                .setIf(!bot, "status", tl("userStatusRecently"))
                .setIf(bot, "bot_info_version", 1);
    }

    /** A user as a post of a channel tells of them. */
    static TlObject minUser(User user) {
        return tl("user")
                .flag("min", true)
                .flag("bot", user.botToken() != null)
                .flag("premium", user.isPremium())
                .set("id", user.id())
                .set("access_hash", user.minAccessHash())
                .set("first_name", user.firstName())
                .setIf(!user.lastName().isEmpty(), "last_name", user.lastName())
                .set("username", user.username())
                .setIf(user.botToken() != null, "bot_info_version", 1);
    }

    static TlObject channel(Channel channel, User viewer) {
        if (!channel.isShownTo(viewer)) {
            return tl("channelForbidden")
                    .flag("broadcast", !channel.isMegagroup())
                    .flag("megagroup", channel.isMegagroup())
                    .set("id", channel.id())
                    .set("access_hash", channel.accessHash())
                    .set("title", channel.title());
        }
        Post first = channel.history().find(1);
        List<TlObject> names = channel.usernames()
                .map(name -> tl("username").flag("active", true).set("username", name))
                .toList();
        return tl("channel")
                .flag("left", !channel.hasMember(viewer))
                .flag("broadcast", !channel.isMegagroup())
                .flag("megagroup", channel.isMegagroup())
                .flag("forum", channel.isForum())
                .flag("noforwards", channel.isContentProtected())
                .flag("has_link", channel.discussion() != null)
                .set("id", channel.id())
                .set("access_hash", channel.accessHash())
                .set("title", channel.title())
                .set("username", names.size() > 1 ? null : channel.username())
                .setIf(names.size() > 1, "usernames", names)
                .set("photo", photo(channel.photo()))
                .set("date", first == null ? now() : seconds(first.date()))
                .set("participants_count", participants(channel));
    }

    /** A chat's picture in short: it has no size and no reference, and a client asks for it by its id and its chat. */
    private static TlObject photo(Media.@Nullable Photo photo) {
        return photo == null
                ? tl("chatPhotoEmpty")
                : tl("chatPhoto")
                        .set("photo_id", photo.file().id())
                        .set("dc_id", photo.file().dataCentre());
    }

    static TlObject group(BasicGroup group) {
        Channel supergroup = group.supergroup();
        return tl("chat")
                .flag("creator", true)
                .flag("left", group.isLeft())
                .flag("deactivated", supergroup != null)
                .flag("noforwards", group.isContentProtected())
                .set("id", group.id())
                .set("title", group.title())
                .set("photo", photo(group.photo()))
                .set("participants_count", supergroup == null ? group.members().size() : 0)
                .set("date", seconds(GROUP_MADE))
                .set("version", 1)
                .set(
                        "migrated_to",
                        supergroup == null
                                ? null
                                : tl("inputChannel")
                                        .set("channel_id", supergroup.id())
                                        .set("access_hash", supergroup.accessHash()));
    }

    /** A chat, which is not one with a user. */
    static List<TlObject> chats(Conversation conversation, User viewer) {
        if (conversation instanceof Channel channel) {
            return List.of(channel(channel, viewer));
        }
        return conversation instanceof BasicGroup group ? List.of(group(group)) : List.of();
    }

    static int participants(Channel channel) {
        return channel.memberIds().size();
    }

    static TlObject peer(Conversation conversation) {
        if (conversation instanceof Channel channel) {
            return tl("peerChannel").set("channel_id", channel.id());
        }
        return conversation instanceof BasicGroup group
                ? tl("peerChat").set("chat_id", group.id())
                : tl("peerUser").set("user_id", conversation.id());
    }

    static TlObject peer(User user) {
        return tl("peerUser").set("user_id", user.id());
    }

    static TlObject dialog(Conversation conversation) {
        return dialog(peer(conversation), conversation.history().topId())
                .setIf(
                        conversation instanceof Channel,
                        "pts",
                        conversation.history().pts());
    }

    /** The chat with a user to whom nothing was written yet. */
    static TlObject emptyDialog(User user) {
        return dialog(peer(user), 0);
    }

    private static TlObject dialog(TlObject peer, int top) {
        return tl("dialog")
                .set("peer", peer)
                .set("top_message", top)
                .set("read_inbox_max_id", top)
                .set("read_outbox_max_id", top)
                .set("unread_count", 0)
                .set("unread_mentions_count", 0)
                .set("unread_reactions_count", 0)
                .set("unread_poll_votes_count", 0)
                .set("notify_settings", tl("peerNotifySettings"));
    }
}
