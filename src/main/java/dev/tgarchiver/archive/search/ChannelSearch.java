package dev.tgarchiver.archive.search;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.tracker.ChannelRow;

/** Finds a run's channels, at the run's pace. */
public record ChannelSearch(ChannelFinder channels, PacedCalls calls) {

    /** Finds a channel; waits as long as Telegram demands, and retries transient failures. Blocks. */
    public Channel find(ChannelRef ref) throws TelegramFailure, InterruptedException {
        return calls.send(() -> channels.find(ref));
    }

    /**
     * Finds a channel that was found before, by its number, which TDLib knows: frequent name resolution causes flood
     * waits of hours. Blocks.
     */
    public Channel find(ChannelRow known) throws TelegramFailure, InterruptedException {
        long chatId = known.chatId();
        try {
            return find(new ChannelRef.ChatId(Long.toString(chatId), chatId));
        } catch (TelegramFailure.NoAccess e) {
            return find(known.reference());
        }
    }

    /** Whether the other channels can continue. */
    public static boolean concernsOneChannel(TelegramFailure failure) {
        return switch (failure.kind()) {
            case NO_ACCESS, ACCOUNT_REFUSED, GONE, REPLACED, TRANSIENT, FLOOD_WAIT -> true;
            case LOGIN_NEEDED, HELD, LOCAL, UNREACHABLE -> false;
        };
    }
}
