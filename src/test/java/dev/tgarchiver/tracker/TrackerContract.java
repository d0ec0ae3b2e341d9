package dev.tgarchiver.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every tracker promises, whatever database it uses: an implementation's tests extend the contracts and open their
 * own. Each test has two remembered channels, and leaves a sound tracker.
 */
public abstract class TrackerContract {

    /** Open during each test. */
    protected Tracker tracker;

    /** Opens a tracker for writing: an empty one at first, the same one within a test. */
    protected abstract Tracker open() throws TrackerFailure;

    @BeforeEach
    final void rememberChannels() throws TrackerFailure {
        tracker = open();
        Samples.remember(tracker, Samples.NEWS);
        Samples.remember(tracker, Samples.MUSIC);
    }

    @AfterEach
    final void closeSound() throws TrackerFailure {
        assertThat(tracker.integrityCheck()).isEmpty();
        tracker.close();
    }
}
