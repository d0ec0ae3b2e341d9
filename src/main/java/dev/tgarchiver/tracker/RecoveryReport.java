package dev.tgarchiver.tracker;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The result of recovering a damaged tracker.
 *
 * @param kept the damaged one, which is kept beside the new one
 * @param channels how many are in the new tracker
 * @param posts likewise
 * @param files likewise, whatever their state
 * @param runs likewise
 * @param lostPosts how many posts the damaged one had in addition, as far as its own counts could be read
 * @param lostFiles likewise
 * @param walkAgain whether something may be missing, so that the channels' histories are walked from their start again
 */
public record RecoveryReport(
        Path kept,
        long channels,
        long posts,
        long files,
        long runs,
        OptionalLong lostPosts,
        OptionalLong lostFiles,
        boolean walkAgain) {}
