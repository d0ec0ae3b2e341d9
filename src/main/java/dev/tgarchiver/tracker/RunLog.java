package dev.tgarchiver.tracker;

import java.time.Instant;

/** Records the runs of the archiver. */
public interface RunLog extends RunHistory {

    /**
     * The commands of a run.
     *
     * @param asked the user's command, in short
     * @param resume the command that continues the run, as typed into a shell; empty if none does
     */
    record Commands(String asked, String resume) {}

    /**
     * Records the start of a run, which is this tracker's run from now on.
     *
     * @param processStart as the system tells it
     * @return the run's id
     */
    long startRun(long pid, Instant processStart, String bootId, Commands commands, Instant at) throws TrackerFailure;

    /** The same, for a run that no command continues. */
    default long startRun(long pid, Instant processStart, String bootId, String command, Instant at)
            throws TrackerFailure {
        return startRun(pid, processStart, bootId, new Commands(command, ""), at);
    }

    /**
     * Records the end of a run, with its totals, and gives back what it has claimed; its posts are already counted. For a killed run: what is known of it,
     * when that is noticed.
     */
    void finishRun(long run, String outcome, long files, long bytes, long failed, Instant at) throws TrackerFailure;
}
