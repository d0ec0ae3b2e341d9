package dev.tgarchiver.tracker.post;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Telegram has given of posts of one channel when it was asked for more of them.
 *
 * @param posts as they are now; their raw messages have the hashes of {@link IncompletePost}
 * @param refused those of the posts of which Telegram has not given all
 * @param emoji the custom emoji that the posts hold, by their ids
 * @param unknownEmoji ids that Telegram does not know
 */
public record Completed(List<Post> posts, Set<PostId> refused, Map<Long, PostId> emoji, Set<Long> unknownEmoji) {}
