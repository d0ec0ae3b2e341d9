package dev.tgarchiver.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * Keeps logging quiet until {@link LogFile} opens the log: commands that need none start faster, and nothing ever
 * reaches the terminal. Found by logback through the service file; parses no XML.
 */
public final class SilentLogging extends ContextAwareBase implements Configurator {

    /** For the service loader. */
    public SilentLogging() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
