package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.Discussion;
import dev.tgarchiver.localtelegram.world.ForumTopic;
import dev.tgarchiver.localtelegram.world.Post;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What posts tell of what answers them, and of what they answer. */
final class Replies {

    private Replies() {}

    /** How many comments a channel's post has, or the post that stands for it in the discussion group; null without any thread. */
    static @Nullable TlObject of(Conversation conversation, Post post) {
        Discussion discussion = conversation instanceof Channel channel ? channel.discussion() : null;
        if (discussion == null) {
            return null;
        }
        boolean ofChannel = conversation == discussion.channel();
        Post root = ofChannel ? discussion.root(post.id()) : post;
        if (root == null || !(ofChannel || discussion.isRoot(post.id()))) {
            return null;
        }
        List<Integer> comments = discussion.comments(root.id());
        return tl("messageReplies")
                .flag("comments", ofChannel)
                .set("replies", comments.size())
                .set("replies_pts", discussion.group().history().pts())
                .set("channel_id", ofChannel ? discussion.group().id() : null)
                .set("max_id", comments.isEmpty() ? null : comments.get(comments.size() - 1));
    }

    /** The post that one answers, and that with which the thread began, unless they are the same; null for no answer. */
    static @Nullable TlObject header(Conversation conversation, Post post) {
        if (post.topic() > ForumTopic.GENERAL) {
            boolean answers = post.replyTo() != 0 && post.replyTo() != post.topic();
            return tl("messageReplyHeader")
                    .flag("forum_topic", true)
                    .set("reply_to_msg_id", answers ? post.replyTo() : post.topic())
                    .set("reply_to_top_id", answers ? post.topic() : null);
        }
        if (post.replyTo() == 0) {
            return null;
        }
        TlObject header = tl("messageReplyHeader").set("reply_to_msg_id", post.replyTo());
        boolean group = conversation instanceof Channel channel && channel.isMegagroup();
        int top = group ? conversation.history().thread(post.id()) : post.replyTo();
        return top == post.replyTo() ? header : header.set("reply_to_top_id", top);
    }
}
