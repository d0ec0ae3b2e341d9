package dev.tgarchiver.tracker;

import java.util.List;
import java.util.Optional;

/** The channels of the archive. */
public interface ChannelCatalog {

    /** All channels, in the order in which they were first remembered. */
    List<ChannelRow> channels() throws TrackerFailure;

    /** One channel, if it is known. */
    Optional<ChannelRow> channel(long chatId) throws TrackerFailure;
}
