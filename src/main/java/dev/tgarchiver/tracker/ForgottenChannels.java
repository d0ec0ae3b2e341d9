package dev.tgarchiver.tracker;

import dev.tgarchiver.tracker.file.FilePlace;
import java.util.List;

/** Channels that are being forgotten: what remains of them and has to be removed. */
public interface ForgottenChannels {

    /** Channels whose remains have to be removed: {@link ChannelForgetting#startForgetting}. */
    List<ForgottenChannel> forgotten() throws TrackerFailure;

    /**
     * The next posts and files to remove of a channel that is being forgotten; an empty step when nothing is left. Up
     * to a second if other channels hold a million files.
     */
    RemovalStep nextRemoval(long chatId) throws TrackerFailure;

    /**
     * The places of the files that stay in the archive after a channel is forgotten, by id, in portions as {@link
     * FileCatalog#placesAfter}. A few seconds for a million files.
     */
    List<FilePlace> placesOfOthersAfter(long chatId, long after, int limit) throws TrackerFailure;
}
