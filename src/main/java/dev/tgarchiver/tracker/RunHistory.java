package dev.tgarchiver.tracker;

import java.util.List;

/** The runs of the archiver. */
public interface RunHistory {

    /** The last runs, latest first. */
    List<Run> lastRuns(int count) throws TrackerFailure;
}
