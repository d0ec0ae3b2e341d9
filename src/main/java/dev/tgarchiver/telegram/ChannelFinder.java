package dev.tgarchiver.telegram;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import java.util.List;

/** Finds channels, and tells what they say of themselves. */
public interface ChannelFinder extends ChatSource {

    /**
     * Finds the channel that a user named, or that holds the post that a user named; for a basic group that became a
     * supergroup, the supergroup. Blocks; calls Telegram only for
     * channels that this account has not seen yet.
     *
     * @throws TelegramFailure.NoAccess when the channel does not exist, or this account may not read it
     */
    Channel find(ChannelRef ref) throws TelegramFailure, InterruptedException;

    /** Every chat of this account, in the order of its chat list. Blocks. */
    List<Channel> all() throws TelegramFailure, InterruptedException;
}
