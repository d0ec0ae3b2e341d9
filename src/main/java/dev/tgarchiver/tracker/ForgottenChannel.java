package dev.tgarchiver.tracker;

/**
 * A channel that is being forgotten: no other call knows it any more, and what is left of it is still to be removed.
 *
 * @param deletesFiles whether the files that only it holds are to be deleted from the disk
 */
public record ForgottenChannel(ChannelRow channel, boolean deletesFiles) {}
