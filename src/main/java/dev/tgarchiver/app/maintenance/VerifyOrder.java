package dev.tgarchiver.app.maintenance;

import java.util.List;

/**
 * What a verification does.
 *
 * @param channels the channels whose files are compared, named as on the command line; all when there is none
 * @param quick whether only sizes are compared
 * @param repair whether what is wrong is fetched again
 */
public record VerifyOrder(List<String> channels, boolean quick, boolean repair) {}
