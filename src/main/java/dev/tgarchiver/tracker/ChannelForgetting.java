package dev.tgarchiver.tracker;

/** Takes channels out of the archive, in steps that a kill may separate. */
public interface ChannelForgetting extends ForgottenChannels {

    /**
     * Takes a remembered channel out of the archive: only the calls that remove its remains still know it, {@link
     * #nextRemoval}, {@link #removeStep} and {@link #endForgetting}. A second call for the same channel decides again
     * about its files.
     *
     * @param deleteFiles the decision about its files, for {@link #forgotten}
     * @throws IllegalArgumentException when the channel was never remembered
     */
    void startForgetting(long chatId, boolean deleteFiles) throws TrackerFailure;

    /**
     * Removes these posts and files. A file that other channels hold is then fetched through them, and is skipped if
     * none of them wants it.
     */
    void removeStep(long chatId, RemovalStep step) throws TrackerFailure;

    /** Ends the forgetting of a channel of which nothing is left. */
    void endForgetting(long chatId) throws TrackerFailure;
}
