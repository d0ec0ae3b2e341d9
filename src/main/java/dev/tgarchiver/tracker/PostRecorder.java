package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.post.Completed;
import dev.tgarchiver.tracker.post.Discussion;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.post.ReadThread;
import dev.tgarchiver.tracker.topic.TopicRecorder;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Records posts, the files that they hold, and the topics that they are in. */
public interface PostRecorder extends PostCatalog, TopicRecorder {

    /**
     * Records a page of a remembered channel's history, its files, and the ids that were walked with it, atomically.
     * Recording it again changes nothing. A known post is updated if it was edited. If it now holds another file, it
     * refers to that one; the former file stays, fetched through another post that holds it or, without one and if it
     * was not done, skipped as {@link FileQueue#REPLACED}. Files that the channel's selection does not want (see {@link
     * ChannelRegistry#select}) are skipped.
     *
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    PageResult recordPage(long chatId, List<Post> posts, IdRange walked) throws TrackerFailure;

    /** Notes that Telegram has posts of a remembered channel up to this id, whether they were walked or not. */
    void recordNewest(long chatId, long newest) throws TrackerFailure;

    /**
     * Records posts that were looked up outside a walk; as {@link #recordPage}, but nothing counts as walked.
     *
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    PageResult recordPosts(long chatId, List<Post> posts) throws TrackerFailure;

    /**
     * Records posts that a user has named, and makes their files pending if they meet the selection, whatever the
     * channel's own selection is: also files that were skipped, failed or were removed. The channel's other posts and
     * its walked ranges stay as they are.
     *
     * @param selection the user's selection for the named posts
     * @return those with a file that meets it; the files are in the archive or pending
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    List<PostId> recordNamed(long chatId, List<Post> posts, Selection selection) throws TrackerFailure;

    /**
     * Records posts that a walk has missed. Their files are not selected here: the next {@link ChannelRegistry#select} judges the
     * channel's posts again.
     *
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    PageResult recordMissed(long chatId, List<Post> posts) throws TrackerFailure;

    /**
     * Records what Telegram has given of {@link #incomplete} posts. It makes no version, and leaves a mark of deletion.
     * Posts that have changed since stay as they are, and are asked for again.
     *
     * @throws IllegalArgumentException when the channel was not remembered
     */
    PageResult recordCompleted(long chatId, Completed completed) throws TrackerFailure;

    /** Records users and chats as they are now. A name that has changed is kept as a former one. */
    void recordPeers(Collection<Peer> peers) throws TrackerFailure;

    /**
     * Marks posts of a remembered channel that Telegram no longer has. They stay, with their files. Posts that are
     * unknown, or marked already, do not count. A post that is recorded again loses its mark.
     *
     * @return how many were marked
     */
    int recordDeleted(long chatId, Collection<Long> messageIds, Instant at) throws TrackerFailure;

    /** Remembers a remembered channel's discussion group, in place of any earlier one. */
    void recordDiscussion(Discussion discussion) throws TrackerFailure;

    /** Notes that the comments of a post are recorded. */
    void recordThread(ReadThread thread) throws TrackerFailure;
}
