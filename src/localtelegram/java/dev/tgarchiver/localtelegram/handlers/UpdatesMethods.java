package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.History;
import dev.tgarchiver.localtelegram.world.HistoryEvent;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client missed: of the account as a whole, and of a single channel. */
final class UpdatesMethods {

    /** After how many seconds a client that looks at a channel is to ask again. */
    private static final int ASK_AGAIN_SECONDS = 30;

    private static final int SEQUENCE = 1;

    private final World world;
    private final Peers peers;
    private final Viewers viewers;
    private final MessageObjects messages;
    private final Pusher pusher;

    UpdatesMethods(World world, Peers peers, Viewers viewers, MessageObjects messages, Pusher pusher) {
        this.world = world;
        this.peers = peers;
        this.viewers = viewers;
        this.messages = messages;
        this.pusher = pusher;
    }

    void addTo(Methods methods) {
        methods.add("updates.getState", (arguments, caller) -> state(caller.user()));
        methods.add("updates.getDifference", this::difference);
        methods.add("updates.getChannelDifference", this::channelDifference);
    }

    static TlObject state(User user) {
        return tl("updates.state")
                .set("pts", user.savedMessages().history().pts())
                .set("qts", 0)
                .set("date", PeerObjects.now())
                .set("seq", SEQUENCE)
                .set("unread_count", 0);
    }

    private TlObject difference(TlObject arguments, Caller caller) {
        User user = caller.user();
        List<TlObject> updates = new ArrayList<>();
        List<TlObject> chats = new ArrayList<>();
        Instant since = Instant.ofEpochSecond(arguments.intAt("date"));
        for (Channel channel : world.channels()) {
            if (channel.hasMember(user) && channel.history().changedSince(since)) {
                updates.add(tl("updateChannelTooLong")
                        .set("channel_id", channel.id())
                        .set("pts", channel.history().pts()));
                chats.add(PeerObjects.channel(channel, user));
            }
        }
        List<Conversation> conversations = new ArrayList<>(List.of(user.savedMessages()));
        conversations.addAll(world.groups(user));
        List<TlObject> added = new ArrayList<>();
        List<Post> posts = new ArrayList<>();
        for (Conversation conversation : conversations) {
            List<HistoryEvent> events = conversation.history().since(arguments.intAt("pts"));
            if (events == null) {
                return tl("updates.differenceTooLong")
                        .set("pts", user.savedMessages().history().pts());
            }
            if (!events.isEmpty()) {
                List<Post> news = added(conversation, events);
                added.addAll(messages.messages(conversation, news));
                posts.addAll(news);
                updates.addAll(otherUpdates(conversation, events));
                chats.addAll(messages.chats(conversation, news, user));
            }
        }
        if (updates.isEmpty() && added.isEmpty()) {
            return tl("updates.differenceEmpty").set("date", PeerObjects.now()).set("seq", SEQUENCE);
        }
        return tl("updates.difference")
                .set("new_messages", added)
                .set("new_encrypted_messages", List.of())
                .set("other_updates", updates)
                .set("chats", chats)
                .set("users", messages.users(posts, user))
                .set("state", state(user));
    }

    private TlObject channelDifference(TlObject arguments, Caller caller) {
        User user = caller.user();
        Channel channel = peers.shown(arguments.objectAt("channel"), user);
        viewers.looked(caller.session(), channel);
        History history = channel.history();
        int known = arguments.intAt("pts");
        if (known >= history.pts()) {
            return tl("updates.channelDifferenceEmpty")
                    .flag("final", true)
                    .set("pts", history.pts())
                    .set("timeout", ASK_AGAIN_SECONDS);
        }
        List<HistoryEvent> events = history.since(known);
        if (events == null || events.size() > arguments.intAt("limit")) {
            return tooLong(channel, user);
        }
        List<Post> added = added(channel, events);
        return tl("updates.channelDifference")
                .flag("final", true)
                .set("pts", events.get(events.size() - 1).pts())
                .set("timeout", ASK_AGAIN_SECONDS)
                .set("new_messages", messages.messages(channel, added))
                .set("other_updates", otherUpdates(channel, events))
                .set("chats", messages.chats(channel, added, user))
                .set("users", messages.users(changed(channel, events), user));
    }

    private TlObject tooLong(Channel channel, User user) {
        Post top = channel.history().find(channel.history().topId());
        List<Post> posts = top == null ? List.of() : List.of(top);
        return tl("updates.channelDifferenceTooLong")
                .flag("final", true)
                .set("timeout", ASK_AGAIN_SECONDS)
                .set("dialog", PeerObjects.dialog(channel))
                .set("messages", messages.messages(channel, posts))
                .set("chats", messages.chats(channel, posts, user))
                .set("users", messages.users(posts, user));
    }

    private static List<Post> changed(Conversation conversation, List<HistoryEvent> events) {
        return events.stream()
                .flatMap(event -> event.postIds().stream())
                .map(conversation.history()::find)
                .filter(UpdatesMethods::exists)
                .toList();
    }

    private static List<Post> added(Conversation conversation, List<HistoryEvent> events) {
        return events.stream()
                .filter(event -> event.kind() == HistoryEvent.Kind.ADDED)
                .flatMap(event -> event.postIds().stream())
                .map(conversation.history()::find)
                .filter(UpdatesMethods::exists)
                .toList();
    }

    private static boolean exists(@Nullable Post post) {
        return post != null;
    }

    private List<TlObject> otherUpdates(Conversation conversation, List<HistoryEvent> events) {
        return events.stream()
                .filter(event -> event.kind() == HistoryEvent.Kind.DELETED
                        || (event.kind() == HistoryEvent.Kind.EDITED
                                && exists(conversation
                                        .history()
                                        .find(event.postIds().get(0)))))
                .map(event -> pusher.update(conversation, event))
                .toList();
    }
}
