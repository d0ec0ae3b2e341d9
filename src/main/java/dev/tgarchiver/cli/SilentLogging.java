package dev.tgarchiver.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.tgarchiver.app.open.LogFile;
import org.slf4j.Logger;

/**
 * Keeps logging silent until {@link LogFile} opens the log: commands without a log start faster, and no log line ever
 * reaches the terminal. logback finds it through the service file; parses no XML.
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
