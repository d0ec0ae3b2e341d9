package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.handlers.PeerObjects.seconds;
import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Forum;
import dev.tgarchiver.localtelegram.world.ForumTopic;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.User;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The topics of forums: page by page, and by their ids. */
final class TopicMethods {

    private static final int MAX_PAGE = 100;

    private final Peers peers;
    private final MessageObjects messages;

    TopicMethods(Peers peers, MessageObjects messages) {
        this.peers = peers;
        this.messages = messages;
    }

    void addTo(Methods methods) {
        methods.add("messages.getForumTopics", this::getTopics);
        methods.add("messages.getForumTopicsByID", this::getTopicsById);
    }

    private Channel forum(TlObject arguments, Caller caller) {
        TlObject peer = arguments.objectAt("peer");
        if (!(peers.conversation(peer, caller.user()) instanceof Channel channel) || !channel.isForum()) {
            throw RpcException.badRequest("CHANNEL_FORUM_MISSING");
        }
        return channel;
    }

    private TlObject getTopics(TlObject arguments, Caller caller) {
        Channel channel = forum(arguments, caller);
        String query = arguments.has("q") ? arguments.textAt("q").toLowerCase(Locale.ROOT) : "";
        List<Forum.Listed> all = channel.topics().listed().stream()
                .filter(entry -> entry.topic().title().toLowerCase(Locale.ROOT).contains(query))
                .toList();
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).topic().id() == arguments.intAt("offset_topic")) {
                from = i + 1;
            }
        }
        if (from == 0) {
            from = firstBefore(all, arguments.intAt("offset_date"));
        }
        int limit = Math.max(0, Math.min(MAX_PAGE, arguments.intAt("limit")));
        List<Forum.Listed> page = all.subList(from, Math.min(all.size(), from + limit));
        return answer(channel, all.size(), page, List.of(), caller.user());
    }

    /** For the first page, and after a topic that has been deleted meanwhile. */
    private static int firstBefore(List<Forum.Listed> all, int offsetDate) {
        for (int i = 0; i < all.size(); i++) {
            Forum.Listed entry = all.get(i);
            if (offsetDate == 0 || (!entry.topic().pinned() && seconds(entry.date()) <= offsetDate)) {
                return i;
            }
        }
        return all.size();
    }

    private TlObject getTopicsById(TlObject arguments, Caller caller) {
        Channel channel = forum(arguments, caller);
        List<Integer> ids = arguments.intsAt("topics");
        if (ids.isEmpty()) {
            throw RpcException.badRequest("TOPICS_EMPTY");
        }
        List<Forum.Listed> found = channel.topics().listed().stream()
                .filter(entry -> ids.contains(entry.topic().id()))
                .toList();
        List<TlObject> deleted = ids.stream()
                .filter(id -> channel.topics().find(id) == null)
                .map(id -> tl("forumTopicDeleted").set("id", id))
                .toList();
        return answer(channel, ids.size(), found, deleted, caller.user());
    }

    private TlObject answer(Channel channel, int count, List<Forum.Listed> page, List<TlObject> deleted, User viewer) {
        List<TlObject> topics = new ArrayList<>(deleted);
        List<Post> posts = new ArrayList<>();
        Set<User> creators = new LinkedHashSet<>();
        for (Forum.Listed entry : page) {
            topics.add(topic(channel, entry, viewer));
            Post top = entry.top();
            if (top != null) {
                posts.add(top);
            }
            User creator = entry.topic().creator();
            if (creator != null && creator != viewer) {
                creators.add(creator);
            }
        }
        List<TlObject> users = new ArrayList<>(messages.users(posts, viewer));
        creators.stream()
                .filter(creator -> users.stream().noneMatch(user -> user.longAt("id") == creator.id()))
                .map(PeerObjects::minUser)
                .toList()
                .forEach(users::add);
        return tl("messages.forumTopics")
                .set("count", count)
                .set("topics", topics)
                .set("messages", messages.messages(channel, posts))
                .set("chats", messages.chats(channel, posts, viewer))
                .set("users", users)
                .set("pts", channel.history().pts());
    }

    private static TlObject topic(Channel channel, Forum.Listed entry, User viewer) {
        ForumTopic topic = entry.topic();
        User creator = topic.creator();
        Post top = entry.top();
        return tl("forumTopic")
                .flag("my", creator == viewer)
                .flag("closed", topic.closed())
                .flag("pinned", topic.pinned())
                .flag("hidden", topic.hidden())
                .set("id", topic.id())
                .set("date", seconds(topic.date()))
                .set("peer", PeerObjects.peer(channel))
                .set("title", topic.title())
                .set("icon_color", topic.color())
                .set("icon_emoji_id", topic.emoji() == 0 ? null : topic.emoji())
                .set("top_message", top == null ? 0 : top.id())
                .set("read_inbox_max_id", 0)
                .set("read_outbox_max_id", 0)
                .set("unread_count", 0)
                .set("unread_mentions_count", 0)
                .set("unread_reactions_count", 0)
                .set("unread_poll_votes_count", 0)
                .set("from_id", creator == null ? PeerObjects.peer(channel) : PeerObjects.peer(creator))
                .set("notify_settings", tl("peerNotifySettings"));
    }
}
