package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.Preparation;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.List;

/** Makes failed files pending again, without past attempts. May run beside a download. */
public final class RetryUseCase {

    private final Environment environment;

    /** Retries files of this environment's archive. */
    public RetryUseCase(Environment environment) {
        this.environment = environment;
    }

    /** @param channels as {@link ArchivedChannels#named} takes them */
    public RetryResult run(List<String> channels)
            throws InvalidRequest, TrackerFailure, StorageFailure, InterruptedException {
        Preparation.endRelocation(environment, "retry");
        try (Tracker tracker = Trackers.open(environment)) {
            int files = 0;
            List<String> names = new ArrayList<>();
            for (ChannelRow channel : ArchivedChannels.named(tracker, channels)) {
                int ofChannel = tracker.retryFailed(List.of(channel.chatId()));
                if (ofChannel > 0) {
                    files += ofChannel;
                    names.add(ArchivedChannels.name(channel));
                }
            }
            return new RetryResult(files, names);
        }
    }
}
