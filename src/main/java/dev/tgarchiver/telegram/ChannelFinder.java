package dev.tgarchiver.telegram;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import java.util.List;

/** Which channels there are. */
public interface ChannelFinder {

    /**
     * Finds the channel that a user named, or that holds the post that a user named. Blocks; asks Telegram only for what this account has not seen yet.
     *
     * @throws TelegramFailure.NoAccess when there is none, or this account may not read it
     */
    Channel find(ChannelRef ref) throws TelegramFailure, InterruptedException;

    /** Every chat of this account, in the order of its chat list. Blocks. */
    List<Channel> all() throws TelegramFailure, InterruptedException;
}
