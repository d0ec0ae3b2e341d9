package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChatProfile;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.tracker.post.SelectionChange;
import java.util.Set;
import java.util.function.Function;

/** Remembers channels and their selections. */
public interface ChannelRegistry extends ChannelCatalog {

    /**
     * Remembers a channel: its current names, and the first time the folder that it keeps.
     *
     * @param chooseDirectory receives the folders of other channels (case does not count in {@link Set#contains}) and
     *     returns another one; not called for a known channel
     * @throws IllegalArgumentException when the chosen folder is taken
     */
    ChannelRow remember(Channel channel, Function<Set<String>, String> chooseDirectory) throws TrackerFailure;

    /**
     * Makes the history of a basic group, known or not, the earlier part of the remembered supergroup that it became. Each
     * keeps its own posts, for Telegram numbers them separately, and its own walked ranges; everything that is asked of the
     * supergroup from then on holds for both. If the basic group was archived before, the supergroup continues in its folder,
     * unless it has posts in its own.
     *
     * @return the basic group's row
     */
    ChannelRow continueHistory(long earlier, long supergroup) throws TrackerFailure;

    /** Records what a remembered channel says of itself now. What it said before is kept. */
    void recordProfile(ChatProfile profile) throws TrackerFailure;

    /** Records a channel's picture, a JPEG, by its unique id. */
    void recordPicture(String uniqueId, byte[] picture) throws TrackerFailure;

    /**
     * Sets a remembered channel's selection. Judges its posts again if they were last judged by another selection,
     * which takes about half a minute for a million of them. Pending files that are not wanted become skipped, with the
     * criterion's key as cause; files that were skipped for such a cause and are wanted become pending. Files in other
     * states stay as they are. A file that several posts hold is skipped when none of them wants it. When the selection is the
     * first that wants files that Telegram derives from others, all posts are read again to find them, see {@link Reindexing}.
     *
     * @return the changes
     * @throws InterruptedException between two portions; the next call judges all posts again
     */
    SelectionChange select(long chatId, Selection selection) throws TrackerFailure, InterruptedException;

    /**
     * Keeps the channel's last selection for new posts, and changes nothing else; for callers without a selection of
     * their own. If the earlier posts have to be judged again, the next {@link #select} judges the new ones, too.
     */
    void keepSelection(long chatId) throws TrackerFailure;

    /** Forgets a remembered channel without recorded posts and walks. Any other one stays. */
    void forgetUnread(long chatId) throws TrackerFailure;
}
