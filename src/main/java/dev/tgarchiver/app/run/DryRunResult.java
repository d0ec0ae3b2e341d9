package dev.tgarchiver.app.run;

import java.util.Optional;

/**
 * How a dry run ended.
 *
 * @param estimate what there is to download; empty when the walk was stopped or could not continue
 */
public record DryRunResult(DownloadResult walk, Optional<DryRunView> estimate) {}
