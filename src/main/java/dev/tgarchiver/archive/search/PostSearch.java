package dev.tgarchiver.archive.search;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef.PostLink;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.telegram.pace.PacedCalls;
import java.util.List;

/** Finds the posts that links name, at the run's pace and without a walk. */
public record PostSearch(PostFinder posts, PacedCalls calls) {

    /** An album has at most ten posts, with consecutive numbers. */
    private static final int ALBUM_REACH = 10;

    /**
     * The post, and the others of its album unless the link means the post alone; oldest first. Blocks.
     *
     * @throws NoAccess when the channel does not have the post
     */
    public List<Post> find(Channel channel, PostLink link) throws TelegramFailure, InterruptedException {
        long number = link.messageId();
        long from = Math.max(1, number - ALBUM_REACH);
        long to = Math.min(Integer.MAX_VALUE, number + ALBUM_REACH);
        List<Post> found = calls.send(() -> posts.find(channel.chatId(), from, to));
        Post named = found.stream()
                .filter(post -> post.id().messageId() == number)
                .findFirst()
                .orElseThrow(() -> new NoAccess("Cannot open " + link.input() + ": "
                        + channel.label() + " has no post " + number
                        + "; it was deleted, or never was. Check the link."));
        return named.albumId() == 0 || link.single()
                ? List.of(named)
                : found.stream()
                        .filter(post -> post.albumId() == named.albumId())
                        .toList();
    }
}
