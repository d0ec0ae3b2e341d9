package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.archive.audit.Audit;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.ChannelRow;
import java.time.Duration;

/** Receives what an audit does, channel by channel. On the caller's thread. */
public interface AuditWatcher {

    /**
     * A channel is next; opens the display.
     *
     * @param ids post ids that are checked
     * @param calls requests to Telegram that it takes
     * @param time how long these take at the configured rate
     */
    Meter start(ChannelRow channel, long ids, long calls, Duration time);

    /** The archive lacks a post of this channel, or a file. */
    void found(Audit.Finding finding);

    /** The channel is audited, completely or until a stop. */
    void audited(ChannelRow channel, Audit.Result result);

    /** The channel could not be audited. */
    void failed(ChannelRow channel, TelegramFailure failure);

    /** The audit was stopped before this channel. */
    void notStarted(ChannelRow channel);
}
