package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.faults.Faults;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.BasicGroup;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.Discussion;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostFilter;
import dev.tgarchiver.localtelegram.world.Slice;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All there is to know of a channel or group (https://core.telegram.org/constructor/channelFull,
 * https://core.telegram.org/constructor/chatFull).
 */
final class FullChatMethods {

    private final Peers peers;
    private final Faults faults;

    FullChatMethods(Peers peers, Faults faults) {
        this.peers = peers;
        this.faults = faults;
    }

    void addTo(Methods methods) {
        methods.add("channels.getFullChannel", this::getFullChannel);
        methods.add("messages.getFullChat", this::getFullChat);
        methods.add("messages.getChats", this::getChats);
    }

    private TlObject getFullChannel(TlObject arguments, Caller caller) {
        Channel channel = peers.shown(arguments.objectAt("channel"), caller.user());
        BasicGroup group = channel.isEarlierHistoryHidden() ? null : channel.upgradedFrom();
        int pinned = pinned(channel);
        TlObject full = tl("channelFull")
                .flag("hidden_prehistory", channel.isEarlierHistoryHidden())
                .set("id", channel.id())
                .set("about", channel.about())
                .set("participants_count", PeerObjects.participants(channel))
                .set("read_inbox_max_id", channel.history().topId())
                .set("read_outbox_max_id", channel.history().topId())
                .set("unread_count", 0)
                .set("chat_photo", photo(channel, channel.photo()))
                .set("notify_settings", tl("peerNotifySettings"))
                .set("bot_info", List.of())
                .setIf(group != null, "migrated_from_chat_id", group == null ? 0 : group.id())
                .setIf(group != null, "migrated_from_max_id", channel.lastBeforeUpgrade())
                .setIf(pinned != 0, "pinned_msg_id", pinned)
                .set("available_reactions", tl("chatReactionsAll"))
                .set("pts", channel.history().pts());
        List<TlObject> chats = new ArrayList<>(List.of(PeerObjects.channel(channel, caller.user())));
        if (group != null) {
            chats.add(PeerObjects.group(group));
        }
        Discussion discussion = channel.discussion();
        if (discussion != null) {
            Channel other = discussion.channel() == channel ? discussion.group() : discussion.channel();
            full.set("linked_chat_id", other.id());
            chats.add(PeerObjects.channel(other, caller.user()));
        }
        return tl("messages.chatFull")
                .set("full_chat", full)
                .set("chats", chats)
                .set("users", List.of());
    }

    private TlObject getFullChat(TlObject arguments, Caller caller) {
        BasicGroup group = peers.group(arguments.longAt("chat_id"), caller.user());
        int pinned = pinned(group);
        TlObject full = tl("chatFull")
                .set("id", group.id())
                .set("about", group.about())
                .set("participants", participants(group))
                .set("chat_photo", group.photo() == null ? null : photo(group, group.photo()))
                .set("notify_settings", tl("peerNotifySettings"))
                .setIf(pinned != 0, "pinned_msg_id", pinned)
                .set("available_reactions", tl("chatReactionsAll"));
        return tl("messages.chatFull")
                .set("full_chat", full)
                .set("chats", List.of(PeerObjects.group(group)))
                .set("users", users(group, caller.user()));
    }

    /** Of a group that became a supergroup, nobody is in it any more. */
    private static TlObject participants(BasicGroup group) {
        List<TlObject> participants = new ArrayList<>();
        for (User member : group.supergroup() == null ? group.members() : List.<User>of()) {
            participants.add(
                    member == group.account()
                            ? tl("chatParticipantCreator").set("user_id", member.id())
                            : tl("chatParticipant")
                                    .set("user_id", member.id())
                                    .set("inviter_id", group.account().id())
                                    .set("date", PeerObjects.now()));
        }
        return tl("chatParticipants")
                .set("chat_id", group.id())
                .set("participants", participants)
                .set("version", 1);
    }

    private static List<TlObject> users(BasicGroup group, User viewer) {
        return group.members().stream()
                .map(member -> PeerObjects.user(member, viewer))
                .toList();
    }

    private TlObject getChats(TlObject arguments, Caller caller) {
        List<TlObject> chats = new ArrayList<>();
        for (long id : arguments.longsAt("id")) {
            chats.add(PeerObjects.group(peers.group(id, caller.user())));
        }
        return tl("messages.chats").set("chats", chats);
    }

    private TlObject photo(Conversation conversation, Media.@Nullable Photo photo) {
        return photo == null
                ? tl("photoEmpty").set("id", 0L)
                : MediaObjects.photo(
                        photo,
                        FileReference.to(conversation, 0, faults.fileReferenceGeneration())
                                .bytes(),
                        PeerObjects.now());
    }

    /** The newest of the pinned posts; 0 for none. */
    private static int pinned(Conversation conversation) {
        Slice pinned = conversation.history().slice(Window.before(0, 1), PostFilter.PINNED, "");
        return pinned.posts().isEmpty() ? 0 : pinned.posts().get(0).id();
    }
}
