package dev.tgarchiver.app.open;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import org.slf4j.helpers.Reporter;

/**
 * The log: {@code downloader.log}, rotated at 10 MB, five old ones kept, every line with the thread that wrote it, so
 * that {@code grep worker_1} shows what one worker did.
 */
public final class LogFile {

    private static final String PATTERN =
            "%date{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0}: %replace(%msg){'[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t]]',' '}%n"
                    // Exceptions quote names, too.
                    + "%replace(%ex){'[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t\\r\\n]]',' '}%nopex";
    /** SLF4J's name for what decides where logs go. */
    private static final String PROVIDER = "slf4j.provider";

    private static final int OLD_LOGS = 5;
    private static final String MOST_BYTES = "10MB";

    private LogFile() {}

    /**
     * Discards everything that this process logs, and saves the setup of logback. Has an effect only before the first
     * request for a logger.
     */
    public static void none() {
        System.setProperty(PROVIDER, NOP_FallbackServiceProvider.class.getName());
        // SLF4J would print to the terminal which provider it uses.
        System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
    }

    /** Opens the log; with {@code detail}, it contains more. Its folder is closed to others, for it names what is archived. */
    public static void open(ArchiveHome home, boolean detail) throws StorageFailure {
        Path folder = PrivateFiles.folder(home.logs());
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        // Only a started context can be closed; an earlier close has stopped it.
        context.start();
        String file = folder.resolve("downloader.log").toString();

        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();

        RollingFileAppender<ILoggingEvent> appender = new Appender();
        appender.setContext(context);
        appender.setFile(file);
        appender.setEncoder(encoder);

        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(OLD_LOGS);
        rolling.start();

        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FileSize.valueOf(MOST_BYTES));
        trigger.start();

        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(trigger);
        appender.start();

        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.WARN);
        context.getLogger("dev.tgarchiver").setLevel(detail ? Level.DEBUG : Level.INFO);
    }

    /** Only the owner can read each file that it creates, also after rolling. */
    private static final class Appender extends RollingFileAppender<ILoggingEvent> {
        @Override
        public void openFile(String file) throws IOException {
            try {
                PrivateFiles.file(Path.of(file));
            } catch (StorageFailure e) {
                throw new IOException(e.getMessage(), e);
            }
            super.openFile(file);
        }
    }

    /** Writes what is left and closes the file. */
    public static void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
