package dev.tgarchiver.tracker.query;

import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.List;

/** Finds recorded posts. */
public interface PostFinder {

    /** Opens a query. */
    PostCursor find(PostQuery query) throws TrackerFailure;

    /**
     * A chat's posts with numbers from {@code first} to {@code last}, by number, with their raw messages. All of them are in
     * memory at once.
     */
    List<FoundPost> numbered(long chatId, long first, long last) throws TrackerFailure;

    /** How many posts the search index lacks, because they were recorded before it existed; 0 when it is whole. */
    long notIndexed() throws TrackerFailure;

    /** Users and chats that are or were called so, fully or in part, or have this username. Case does not count. */
    List<Peer> peersNamed(String name) throws TrackerFailure;
}
