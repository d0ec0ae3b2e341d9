package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.Discussion;
import dev.tgarchiver.tracker.post.HeldFile;
import dev.tgarchiver.tracker.post.IncompletePost;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.post.ReadThread;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The recorded posts. */
public interface PostCatalog {

    /** A post as it was last recorded, if it is known. Its media has the size on disk once the file is stored. */
    Optional<Post> post(PostId id) throws TrackerFailure;

    /** The state of a channel's known posts whose ids are in a range, oldest first. */
    List<PostStatus> standings(long chatId, long from, long to) throws TrackerFailure;

    /** A post's caption: its own text or, where an album has one caption for all its posts, that. */
    String caption(Post post) throws TrackerFailure;

    /** All posts that hold the file, in any channel, oldest first. */
    List<PostId> postsOf(long file) throws TrackerFailure;

    /** The files that these posts hold, each once. Reads each post. */
    List<Long> filesOf(Collection<PostId> posts) throws TrackerFailure;

    /**
     * How many of a remembered channel's posts {@link ChannelRegistry#select} would have to judge again for this selection; 0 when
     * it was the last one.
     */
    long postsToJudge(long chatId, Selection selection) throws TrackerFailure;

    /**
     * How many of a remembered channel's posts {@link ChannelRegistry#select} would read again for this selection, to
     * find files that Telegram derives from others; 0 when it would find none that are not known.
     */
    long postsToRead(long chatId, Selection selection) throws TrackerFailure;

    /** All versions of a post that were seen, the oldest first; empty for an unknown post. */
    List<PostVersion> versions(PostId id) throws TrackerFailure;

    /** The files of a channel's posts with these numbers, the main file first, by the post's number. */
    Map<Long, List<HeldFile>> heldFiles(long chatId, Collection<Long> messageIds) throws TrackerFailure;

    /** A user or chat that posts name, as last seen. */
    Optional<Peer> peer(long id) throws TrackerFailure;

    /** What a user or chat was called before, the latest name first. */
    List<String> formerNames(long peer) throws TrackerFailure;

    /** The users who have written posts of a channel, and all chats that posts of any channel name. Looks at all peers. */
    List<Peer> senders(long chatId) throws TrackerFailure;

    /** The lowest id of a channel's known posts that were posted at this time or later. */
    OptionalLong firstSince(long chatId, Instant date) throws TrackerFailure;

    /**
     * The lowest id, from {@code from} upwards, of a channel's posts that were recorded before posts were kept whole, or
     * by an older TDLib that did not know their kind, and that Telegram is not known to have deleted.
     */
    OptionalLong nextUnread(long chatId, long from) throws TrackerFailure;

    /** How many of a channel's posts {@link #nextUnread} would give. */
    long unread(long chatId) throws TrackerFailure;

    /** The discussions of all channels, as of their last runs with comments. */
    List<Discussion> discussions() throws TrackerFailure;

    /**
     * The threads of a channel's posts whose number of comments is another one than when they were last read, or that were
     * not read yet, by the numbers of their posts.
     *
     * @param after the number of the post before the first
     * @return with the present number of comments, and the newest comment of the last reading
     */
    List<ReadThread> threadsToRead(long chatId, long after, int limit) throws TrackerFailure;

    /** How many threads {@link #threadsToRead} would give. */
    long threadsToRead(long chatId) throws TrackerFailure;

    /** The comments with pending files, by the channel's post, in the order of the posts. */
    Map<PostId, List<PostId>> pendingComments(Discussion discussion) throws TrackerFailure;

    /** The comments of a channel's post, oldest first. */
    List<PostId> comments(PostId post) throws TrackerFailure;

    /**
     * A channel's posts of which Telegram gives more when it is asked and was not asked yet, with ids from {@code from}
     * to {@code to}, the oldest first; without those that Telegram is known to have deleted.
     *
     * @param limit how many at most
     */
    List<IncompletePost> incomplete(long chatId, long from, long to, int limit) throws TrackerFailure;

    /** Those of custom emoji that a channel's posts hold, or that Telegram does not know. */
    Set<Long> knownEmoji(long chatId, Collection<Long> ids) throws TrackerFailure;

    /** The message of an export by which a post was imported; empty for all other posts. */
    Optional<byte[]> imported(PostId post) throws TrackerFailure;

    /** The files of a post that are pending or have failed, the main one first. */
    List<PendingFile> missingFiles(PostId post) throws TrackerFailure;
}
