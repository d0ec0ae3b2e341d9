package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Stats;
import java.nio.file.Path;

/**
 * A channel that is to be forgotten.
 *
 * @param totals what the archive holds of it
 * @param place where its files are: its own folder if it has one, else the folder of all files
 * @param isConfigured whether the configuration lists it, so that the next download archives it again
 */
public record ForgetPlan(ChannelRow channel, Stats.Totals totals, Path place, boolean isConfigured) {

    /** The channel's name in messages. */
    public String label() {
        return channel.channel().label();
    }
}
