package dev.tgarchiver.app.stats;

import java.util.List;

/**
 * What the archive holds, and where failed files can be retried. Channels are named as a command takes them.
 *
 * @param passing channels with files whose failure may pass by itself
 * @param inaccessible channels that could not be read
 * @param blocked channels with files whose paths something blocked
 */
public record StatsResult(StatsView view, List<String> passing, List<String> inaccessible, List<String> blocked) {}
