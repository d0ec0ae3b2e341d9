package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.mtproto.Session;
import dev.tgarchiver.localtelegram.mtproto.Sessions;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.BasicGroup;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.HistoryEvent;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import dev.tgarchiver.localtelegram.world.WorldListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the clients that are connected what happens. */
final class Pusher implements WorldListener {

    private final World world;
    private final Sessions sessions;
    private final Viewers viewers;
    private final MessageObjects messages;

    Pusher(World world, Sessions sessions, Viewers viewers, MessageObjects messages) {
        this.world = world;
        this.sessions = sessions;
        this.viewers = viewers;
        this.messages = messages;
    }

    @Override
    public void channelChanged(Channel channel, HistoryEvent event) {
        for (Session session : sessions.all()) {
            User user = user(session);
            if (user != null && (channel.hasMember(user) || viewers.looks(session, channel))) {
                session.push(updates(channel, event, user));
            }
        }
    }

    @Override
    public void savedMessagesChanged(User owner, HistoryEvent event) {
        for (Session session : sessions.all()) {
            if (owner == user(session)) {
                session.push(updates(owner.savedMessages(), event, owner));
            }
        }
    }

    @Override
    public void groupChanged(BasicGroup group, HistoryEvent event) {
        for (Session session : sessions.all()) {
            if (group.account() == user(session)) {
                session.push(updates(group, event, group.account()));
            }
        }
    }

    private @Nullable User user(Session session) {
        return session.wantsUpdates()
                ? world.findUser(sessions.keys().effective(session.key()).userId())
                : null;
    }

    private TlObject updates(Conversation conversation, HistoryEvent event, User viewer) {
        List<Post> posts = posts(conversation, event);
        return tl("updates")
                .set("updates", List.of(update(conversation, event)))
                .set("users", messages.users(posts, viewer))
                .set("chats", messages.chats(conversation, posts, viewer))
                .set("date", PeerObjects.now())
                .set("seq", 0);
    }

    private static List<Post> posts(Conversation conversation, HistoryEvent event) {
        return event.kind() == HistoryEvent.Kind.DELETED
                ? List.of()
                : List.of(conversation.history().required(event.postIds().get(0)));
    }

    /** The event as an update; the post must still be there unless the event is its end. */
    TlObject update(Conversation conversation, HistoryEvent event) {
        String name =
                switch (event.kind()) {
                    case ADDED -> conversation instanceof Channel ? "updateNewChannelMessage" : "updateNewMessage";
                    case EDITED -> conversation instanceof Channel ? "updateEditChannelMessage" : "updateEditMessage";
                    case DELETED ->
                        conversation instanceof Channel ? "updateDeleteChannelMessages" : "updateDeleteMessages";
                };
        TlObject update = tl(name).set("pts", event.pts()).set("pts_count", event.count());
        if (event.kind() == HistoryEvent.Kind.DELETED) {
            return update.set("messages", event.postIds())
                    .setIf(conversation instanceof Channel, "channel_id", conversation.id());
        }
        Post post = conversation.history().required(event.postIds().get(0));
        return update.set("message", messages.message(conversation, post));
    }
}
