package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.world.Channel;
import java.io.IOException;
import java.time.Duration;

/** Somebody who downloads all files of a channel, logged in beforehand, in a process of its own. */
interface Contender {

    /** What the table calls it. */
    String name();

    /** With which settings it runs, in a line. */
    String settings();

    /**
     * Downloads everything into a folder that is removed afterwards; returns how long the process ran.
     *
     * @throws IllegalStateException when not every byte came
     */
    Duration download(Channel channel, long bytes) throws IOException, InterruptedException;

    /** The most memory that the last download held, in bytes; 0 where nobody looked. */
    default long peakMemory() {
        return 0;
    }
}
