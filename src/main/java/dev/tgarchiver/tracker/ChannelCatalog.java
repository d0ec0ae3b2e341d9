package dev.tgarchiver.tracker;

import dev.tgarchiver.model.ChatProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The channels of the archive. */
public interface ChannelCatalog {

    /**
     * All channels, in the order in which they were first remembered. A basic group that became a supergroup is among
     * the supergroup's {@link ChannelRow#earlierChats} instead.
     */
    List<ChannelRow> channels() throws TrackerFailure;

    /** One channel, or a basic group that became one, with the names and the folder of that one, if it is known. */
    Optional<ChannelRow> channel(long chatId) throws TrackerFailure;

    /**
     * What a channel said of itself for a while.
     *
     * @param since when it was first seen so
     * @param seenAt when it was last seen so
     */
    record ProfileVersion(ChatProfile profile, Instant since, Instant seenAt) {}

    /** All that a channel was seen to say of itself, the oldest first; the last one holds. Empty if it was never asked. */
    List<ProfileVersion> profiles(long chatId) throws TrackerFailure;

    /** A channel's picture, a JPEG, by its unique id, if it is recorded. */
    Optional<byte[]> picture(String uniqueId) throws TrackerFailure;
}
