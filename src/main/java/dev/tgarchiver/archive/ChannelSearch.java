package dev.tgarchiver.archive;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.throttle.Throttle;
import dev.tgarchiver.throttle.TokenBucket.Use;
import java.time.Instant;

/** Finds a run's channels, at the run's pace. */
record ChannelSearch(ChannelFinder channels, Throttle throttle, EventListener events) {

    /** Finds it; waits as long as Telegram wants. Blocks. */
    Channel find(ChannelRef ref) throws TelegramFailure, InterruptedException {
        while (true) {
            throttle.acquire(Use.WALK);
            try {
                return channels.find(ref);
            } catch (TelegramFailure.FloodWait e) {
                Instant until = throttle.floodWait(e.retryAfter());
                events.on(new Event.FloodWait(e.retryAfter(), until));
            }
        }
    }

    /** Whether the others can go on. */
    static boolean concernsOneChannel(TelegramFailure failure) {
        return switch (failure.kind()) {
            case NO_ACCESS, GONE, REPLACED, TRANSIENT, FLOOD_WAIT -> true;
            case LOGIN_NEEDED, HELD, LOCAL, UNREACHABLE -> false;
        };
    }
}
