package dev.tgarchiver.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A run at one moment: everything that a display needs.
 *
 * @param run the run's number
 * @param at the moment
 * @param elapsed since the run's start
 * @param open whether further files may still be found
 * @param filesDone files that this run has finished
 * @param filesKnown files that were pending or were found, with those that are done and failed
 * @param filesGoal most of them that this run fetches: all, or as many as its limit allows
 * @param bytesDone bytes of finished and running files
 * @param bytesKnown announced bytes of the known files
 * @param bytesGoal most of them that this run fetches; empty when its limit counts files, whose sizes are unknown
 *     beforehand
 * @param failed files that failed in this run
 * @param retrying files that failed and wait for another attempt
 * @param bytesPerSecond over the last seconds, if there is something to measure
 * @param eta until all known files are fetched, if it can be estimated
 * @param workers the workers in order
 * @param walking the channel whose history is being walked, if one is
 * @param postsWalked posts seen in this run, all channels together
 * @param waitUntil end of Telegram's flood wait, if there is one
 */
public record ProgressSnapshot(
        long run,
        Instant at,
        Duration elapsed,
        boolean open,
        long filesDone,
        long filesKnown,
        long filesGoal,
        long bytesDone,
        long bytesKnown,
        OptionalLong bytesGoal,
        long failed,
        long retrying,
        OptionalDouble bytesPerSecond,
        Optional<Duration> eta,
        List<Worker> workers,
        Optional<Walk> walking,
        long postsWalked,
        Optional<Instant> waitUntil) {

    /**
     * A worker.
     *
     * @param name such as {@code worker_1}
     * @param file its current file, empty when it is idle
     */
    public record Worker(String name, Optional<Current> file) {}

    /**
     * A file that is being downloaded.
     *
     * @param name unchecked: it may hold anything
     * @param bytes received so far
     * @param size announced, 0 if unknown
     * @param bytesPerSecond over the last seconds, if there is something to measure
     * @param silence since its last byte or its start
     */
    public record Current(String name, long bytes, long size, OptionalDouble bytesPerSecond, Duration silence) {}

    /**
     * A walk through a channel's history.
     *
     * @param label the channel's name or title, unchecked
     * @param posts seen so far
     * @param oldest date of the oldest post seen, if any
     */
    public record Walk(String label, long posts, Optional<Instant> oldest) {}

    /**
     * The run's progress towards its goal, 0 to 1: by bytes where their sum is known, else by files. Failed files count
     * as not done.
     */
    public double fraction() {
        if (bytesGoal.orElse(0) > 0) {
            return Math.min(1, (double) bytesDone / bytesGoal.getAsLong());
        }
        return filesGoal > 0 ? Math.min(1, (filesDone + running()) / filesGoal) : 0;
    }

    /** Whether the numbers of known files and bytes still grow; those that a limit sets do not. */
    public boolean grows() {
        return open && filesGoal == filesKnown;
    }

    /** {@link #fraction} in whole percent, rounded down; 100 only when every file of this run is done. */
    public int percent() {
        long goal = bytesGoal.orElse(0);
        // One division, since the rounded fraction may be below the exact one.
        double percent = goal > 0 ? Math.min(100, 100.0 * bytesDone / goal) : 100 * fraction();
        return Math.min(filesDone < filesGoal ? 99 : 100, (int) Math.floor(percent));
    }

    /** The files in flight, with their progress. */
    private double running() {
        return workers.stream()
                .flatMap(worker -> worker.file().stream())
                .filter(file -> file.size() > 0)
                .mapToDouble(file -> Math.min(1, (double) file.bytes() / file.size()))
                .sum();
    }

    /** A run that has not written its state yet. */
    public static ProgressSnapshot starting(long run, Instant at, Duration elapsed, long files, long bytes) {
        return new ProgressSnapshot(
                run,
                at,
                elapsed,
                true,
                files,
                files,
                files,
                bytes,
                bytes,
                OptionalLong.of(bytes),
                0,
                0,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /** Whether there is a run at all: a failure before it, such as a missing login, leaves nothing to show. */
    public boolean isStarted() {
        return run > 0;
    }

    /** Files that are known and neither done nor failed nor in flight. */
    public long queued() {
        long active =
                workers.stream().filter(worker -> worker.file().isPresent()).count();
        return Math.max(0, filesKnown - filesDone - failed - active);
    }
}
