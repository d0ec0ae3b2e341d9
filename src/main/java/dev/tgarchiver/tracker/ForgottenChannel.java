package dev.tgarchiver.tracker;

/**
 * A channel that is being forgotten: no other call knows it, and its remains have to be removed.
 *
 * @param deletesFiles whether to delete the files that only it holds from the disk
 */
public record ForgottenChannel(ChannelRow channel, boolean deletesFiles) {}
