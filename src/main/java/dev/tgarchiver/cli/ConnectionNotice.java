package dev.tgarchiver.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.config.Proxy;
import dev.tgarchiver.console.Console;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the user when there is no connection for a while, and when it is back: without it a program that waits for the
 * network looks like one that hangs.
 */
final class ConnectionNotice implements Consumer<String> {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionNotice.class);
    private static final long PATIENCE_SECONDS = 10;

    private final Console console;
    private final String way;

    @GuardedBy("this")
    private String state = "";

    @GuardedBy("this")
    private boolean told;

    @GuardedBy("this")
    private long change;

    ConnectionNotice(Console console, Optional<Proxy> proxy) {
        this.console = console;
        way = proxy.map(through -> " through the proxy " + through.host() + ":" + through.port())
                .orElse("");
    }

    /** Comes on TDLib's receiving thread, so it leaves the waiting to another. */
    @Override
    public synchronized void accept(String next) {
        LOG.info("Connection: {}", next);
        boolean connected = next.equals("Ready") || next.equals("Updating");
        if (connected && told) {
            told = false;
            say("Connected to Telegram again.");
        }
        if (!next.equals(state)) {
            state = next;
            change++;
        }
        if (!connected) {
            long here = change;
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .execute(() -> remind(here));
        }
    }

    private synchronized void remind(long when) {
        if (change == when && !told) {
            told = true;
            say("No connection to Telegram" + way + " for " + PATIENCE_SECONDS + " s; still trying. "
                    + "Check the network" + (way.isEmpty() ? "" : " and telegram.proxy") + ", or stop with Ctrl-C.");
        }
    }

    private void say(String text) {
        ForkJoinPool.commonPool().execute(() -> console.warn(text));
    }
}
