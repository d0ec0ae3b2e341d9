package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.BasicGroup;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.SavedMessages;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The list of chats, and single entries of it. */
final class DialogMethods {

    private static final int MAX_PAGE = 100;

    private final World world;
    private final Peers peers;
    private final MessageObjects messages;

    DialogMethods(World world, Peers peers, MessageObjects messages) {
        this.world = world;
        this.peers = peers;
        this.messages = messages;
    }

    void addTo(Methods methods) {
        methods.add("messages.getDialogs", this::getDialogs);
        methods.add("messages.getPinnedDialogs", (arguments, caller) -> peerDialogs(List.of(), caller.user()));
        methods.add("messages.getPeerDialogs", this::getPeerDialogs);
        methods.add(
                "messages.getDialogFilters",
                (arguments, caller) -> tl("messages.dialogFilters").set("filters", List.of(tl("dialogFilterDefault"))));
        methods.add(
                "messages.getPeerSettings",
                (arguments, caller) -> tl("messages.peerSettings")
                        .set("settings", tl("peerSettings"))
                        .set("chats", List.of())
                        .set("users", List.of()));
    }

    /** A conversation at its place in the list: by the date of its newest post. */
    private record Entry(Conversation conversation, Post top) {

        /** By the second and then by the post, as clients count; one that is told another order asks again without end. */
        private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::date)
                .thenComparing(entry -> entry.top().id());

        /** To the second, as clients know it. */
        Instant date() {
            return top.date().truncatedTo(ChronoUnit.SECONDS);
        }
    }

    private TlObject getDialogs(TlObject arguments, Caller caller) {
        User user = caller.user();
        boolean archive = arguments.has("folder_id") && arguments.intAt("folder_id") != 0;
        List<Entry> all = archive ? List.of() : entries(user);
        List<Entry> rest = all.subList(start(all, arguments), all.size());
        List<Entry> page = rest.subList(0, Math.min(rest.size(), Math.min(MAX_PAGE, arguments.intAt("limit"))));
        TlObject answer = page.size() == all.size()
                ? tl("messages.dialogs")
                : tl("messages.dialogsSlice").set("count", all.size());
        return fill(answer, page, user);
    }

    private TlObject getPeerDialogs(TlObject arguments, Caller caller) {
        User user = caller.user();
        List<Entry> entries = new ArrayList<>();
        List<User> others = new ArrayList<>();
        for (TlObject input : arguments.objectsAt("peers")) {
            if (!input.is("inputDialogPeer")) {
                throw RpcException.badRequest("PEER_ID_INVALID");
            }
            TlObject peer = input.objectAt("peer");
            if (peer.is("inputPeerUserFromMessage")) {
                others.add(peers.stranger(peer, user));
            } else if (peer.is("inputPeerUser") && peer.longAt("user_id") != user.id()) {
                others.add(peers.stranger(peer, user));
            } else if (peer.is("inputPeerChannel")) {
                entry(peers.shown(peer, user)).ifPresent(entries::add);
            } else {
                entry(peers.conversation(peer, user)).ifPresent(entries::add);
            }
        }
        return others.isEmpty() ? peerDialogs(entries, user) : withEmpty(peerDialogs(entries, user), others, user);
    }

    /** Chats with others, in which nothing was written yet. */
    private static TlObject withEmpty(TlObject answer, List<User> others, User viewer) {
        List<TlObject> dialogs = new ArrayList<>(answer.objectsAt("dialogs"));
        List<TlObject> users = new ArrayList<>(answer.objectsAt("users"));
        for (User other : others) {
            dialogs.add(PeerObjects.emptyDialog(other));
            users.add(PeerObjects.user(other, viewer));
        }
        return answer.set("dialogs", dialogs).set("users", users);
    }

    private TlObject peerDialogs(List<Entry> entries, User user) {
        return fill(tl("messages.peerDialogs"), entries, user).set("state", UpdatesMethods.state(user));
    }

    private TlObject fill(TlObject answer, List<Entry> entries, User user) {
        List<TlObject> dialogs = new ArrayList<>();
        List<TlObject> tops = new ArrayList<>();
        List<TlObject> chats = new ArrayList<>();
        for (Entry entry : entries) {
            dialogs.add(PeerObjects.dialog(entry.conversation()));
            tops.add(messages.message(entry.conversation(), entry.top()));
            chats.addAll(messages.chats(entry.conversation(), List.of(entry.top()), user));
        }
        return answer.set("dialogs", dialogs)
                .set("messages", tops)
                .set("chats", chats)
                .set("users", messages.users(entries.stream().map(Entry::top).toList(), user));
    }

    /** All of a user's dialogs, the most recent first; a conversation without any post is none. */
    private List<Entry> entries(User user) {
        List<Entry> entries = new ArrayList<>();
        entry(user.savedMessages()).ifPresent(entries::add);
        world.groups(user).stream()
                .filter(group -> group.supergroup() == null)
                .forEach(group -> entry(group).ifPresent(entries::add));
        for (Channel channel : world.channels()) {
            if (channel.hasMember(user)) {
                entry(channel).ifPresent(entries::add);
            }
        }
        entries.sort(Entry.ORDER.reversed());
        return entries;
    }

    private static Optional<Entry> entry(Conversation conversation) {
        Post top = conversation.history().find(conversation.history().topId());
        return Optional.ofNullable(top).map(post -> new Entry(conversation, post));
    }

    private static int start(List<Entry> all, TlObject arguments) {
        if (arguments.intAt("offset_date") == 0 && arguments.intAt("offset_id") == 0) {
            return 0;
        }
        for (int i = 0; i < all.size(); i++) {
            if (isNamed(all.get(i).conversation(), arguments.objectAt("offset_peer"))) {
                return i + 1;
            }
        }
        Instant before = Instant.ofEpochSecond(arguments.intAt("offset_date"));
        return (int)
                all.stream().takeWhile(entry -> !entry.date().isBefore(before)).count();
    }

    /** The offset only says where to go on: clients send it without the access hash. */
    private static boolean isNamed(Conversation conversation, TlObject inputPeer) {
        return switch (inputPeer.name()) {
            case "inputPeerChannel" ->
                conversation instanceof Channel && conversation.id() == inputPeer.longAt("channel_id");
            case "inputPeerUser" ->
                conversation instanceof SavedMessages && conversation.id() == inputPeer.longAt("user_id");
            case "inputPeerChat" ->
                conversation instanceof BasicGroup && conversation.id() == inputPeer.longAt("chat_id");
            case "inputPeerSelf" -> conversation instanceof SavedMessages;
            default -> false;
        };
    }
}
