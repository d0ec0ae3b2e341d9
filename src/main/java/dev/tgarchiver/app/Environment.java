package dev.tgarchiver.app;

import dev.tgarchiver.config.Configuration;

/**
 * What every use case works with.
 *
 * @param detail whether the log has more detail
 */
public record Environment(Configuration configuration, FrontEnd frontEnd, Shutdown shutdown, boolean detail) {}
