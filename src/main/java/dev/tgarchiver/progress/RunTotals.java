package dev.tgarchiver.progress;

/**
 * How the files of a run have ended so far.
 *
 * @param files files that are in the archive since the run started
 * @param bytes their bytes
 * @param failed files that have failed
 * @param unfinishedFiles files that were started and are not complete
 * @param unfinishedBytes bytes of these that are received, in this run or an earlier one
 */
public record RunTotals(long files, long bytes, long failed, long unfinishedFiles, long unfinishedBytes) {}
