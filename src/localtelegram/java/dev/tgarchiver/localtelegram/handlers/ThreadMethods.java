package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Discussion;
import dev.tgarchiver.localtelegram.world.Post;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading the comments of a channel's posts, post by post. */
final class ThreadMethods {

    private final Peers peers;
    private final MessageObjects messages;

    ThreadMethods(Peers peers, MessageObjects messages) {
        this.peers = peers;
        this.messages = messages;
    }

    void addTo(Methods methods) {
        methods.add("messages.getDiscussionMessage", this::getDiscussionMessage);
        methods.add("messages.getReplies", this::getReplies);
    }

    /** A thread: what it is about, and the numbers of what answers that. */
    private record Comments(Discussion discussion, Post root, List<Integer> comments) {}

    private Comments thread(TlObject arguments, Caller caller) {
        Channel peer = peers.shown(arguments.objectAt("peer"), caller.user());
        Discussion discussion = peer.discussion();
        Post root = discussion == null ? null : root(discussion, peer, arguments.intAt("msg_id"));
        if (discussion == null || root == null) {
            throw RpcException.badRequest("MSG_ID_INVALID");
        }
        return new Comments(discussion, root, discussion.comments(root.id()));
    }

    private static @Nullable Post root(Discussion discussion, Channel peer, int id) {
        return peer == discussion.channel()
                ? discussion.root(id)
                : discussion.group().history().find(id);
    }

    private TlObject getDiscussionMessage(TlObject arguments, Caller caller) {
        Comments thread = thread(arguments, caller);
        Channel group = thread.discussion().group();
        List<Post> roots = album(group, thread.root());
        List<Integer> comments = thread.comments();
        return tl("messages.discussionMessage")
                .set("messages", messages.messages(group, roots))
                .set("max_id", comments.isEmpty() ? null : comments.get(comments.size() - 1))
                .set("unread_count", 0)
                .set("chats", messages.chats(group, roots, caller.user()))
                .set("users", messages.users(roots, caller.user()));
    }

    /** A post, and those of its album, the newest first. */
    private static List<Post> album(Channel group, Post post) {
        List<Post> posts = new ArrayList<>();
        for (int id : group.history().ids()) {
            Post other = group.history().required(id);
            if (other.id() == post.id() || (post.albumId() != 0 && other.albumId() == post.albumId())) {
                posts.add(0, other);
            }
        }
        return posts;
    }

    private TlObject getReplies(TlObject arguments, Caller caller) {
        Comments thread = thread(arguments, caller);
        Channel group = thread.discussion().group();
        Set<Integer> comments = new HashSet<>(thread.comments());
        List<Post> posts =
                group.history().ofThread(HistoryMethods.window(arguments, arguments.intAt("offset_date")), comments);
        return tl("messages.channelMessages")
                .set("pts", group.history().pts())
                .set("count", comments.size())
                .set("messages", messages.messages(group, posts))
                .set("topics", List.of())
                .set("chats", messages.chats(group, posts, caller.user()))
                .set("users", messages.users(posts, caller.user()));
    }
}
