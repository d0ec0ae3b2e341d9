package dev.tgarchiver.app.imports;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An import.
 *
 * @param export its folder, or its {@code result.json}
 * @param channel the only chat of the export that is wanted, as a user names it; empty for all
 * @param dryRun whether to look only
 */
public record ImportOrder(Path export, Optional<String> channel, boolean dryRun) {}
