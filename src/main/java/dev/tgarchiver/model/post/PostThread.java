package dev.tgarchiver.model.post;

import java.util.Optional;

/**
 * Where a post of a group belongs.
 *
 * @param root the number of the post in its chat with which its thread began, itself included; 0 outside threads
 * @param discussed the post of a channel for which this one stands in the channel's discussion group: what answers it are
 *     comments of that post
 */
public record PostThread(long root, Optional<PostId> discussed) {

    /** No thread. */
    public static final PostThread NONE = new PostThread(0, Optional.empty());
}
