package dev.tgarchiver.app.open;

import dev.tgarchiver.app.FrontEnd;
import dev.tgarchiver.config.value.Proxy;
import dev.tgarchiver.tdlib.Connectivity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/**
 * Tells the user when the connection is down for a while, and when it is up again: otherwise a program that waits for
 * the network looks as if it hung.
 */
public final class ConnectionNotice implements Connectivity.Listener {

    private final FrontEnd frontEnd;
    private final String way;
    private final Duration limit;

    /** @param limit longest wait for a connection; zero for no limit */
    ConnectionNotice(FrontEnd frontEnd, Optional<Proxy> proxy, Duration limit) {
        this.frontEnd = frontEnd;
        way = way(proxy);
        this.limit = limit;
    }

    /** The route to Telegram: empty, or such as " through the proxy 127.0.0.1:1080". */
    public static String way(Optional<Proxy> proxy) {
        return proxy.map(through -> " through the proxy " + through.host() + ":" + through.port())
                .orElse("");
    }

    @Override
    public void lost(Duration since) {
        say("No connection to Telegram" + way + " for " + since.toSeconds() + " s; still trying"
                + (limit.isZero() ? "" : ", for " + limit.toSeconds() + " s in all") + ". Check the network"
                + (way.isEmpty() ? "" : " and telegram.proxy") + ", or stop with Ctrl-C.");
    }

    @Override
    public void back() {
        say("Connected to Telegram again.");
    }

    /** Called on threads that must not block, so another thread writes. */
    private void say(String text) {
        ForkJoinPool.commonPool().execute(() -> frontEnd.warn(text));
    }
}
