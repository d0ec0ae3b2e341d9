package dev.tgarchiver.app.maintenance;

/**
 * What a cleanup does beyond removing what is no longer needed.
 *
 * @param dryRun whether to change nothing
 * @param keepHistory whether missing files are remembered as removed, and never fetched again
 * @param orphans whether files that the tracker does not know are removed
 * @param relocate whether files are then moved to where the template puts them now
 * @param force whether to accept that all files are missing
 */
public record CleanupOrder(boolean dryRun, boolean keepHistory, boolean orphans, boolean relocate, boolean force) {}
