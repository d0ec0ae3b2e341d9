package dev.tgarchiver.app.check;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.tdlib.SessionSettings.ProxyServer;
import dev.tgarchiver.tdlib.lane.TdProbe;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.time.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Checks the way to Telegram: the proxy, whether Telegram answers, and the time. For one thread. */
final class ConnectionChecks {

    static final String PROXY = "proxy";
    static final String CONNECTION = "connection";
    static final String CLOCK = "clock";

    private static final Duration PROXY_TIMEOUT = Duration.ofSeconds(5);

    /** Telegram's time has whole seconds, and is delayed by the network. */
    private static final long CLOCK_SECONDS = 5;

    private final Findings findings;

    ConnectionChecks(Findings findings) {
        this.findings = findings;
    }

    /** Checks whether the proxy's machine accepts connections at all. */
    boolean answers(ProxyServer proxy) {
        String place = proxy.host() + ":" + proxy.port();
        long start = Time.SYSTEM.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(proxy.host(), proxy.port()), (int) PROXY_TIMEOUT.toMillis());
            findings.ok(PROXY, place + " answers after " + seconds(Duration.ofNanos(Time.SYSTEM.nanoTime() - start)));
            return true;
        } catch (IOException e) {
            findings.problem(
                    PROXY,
                    place + " does not accept a connection: "
                            + (e.getMessage() == null ? e.toString() : e.getMessage()),
                    "start the proxy, or correct telegram.proxy",
                    CompletionStatus.NOT_REACHABLE);
            return false;
        }
    }

    /** Checks whether Telegram answers a client, and what time it has. */
    boolean reach(TdProbe stranger, Optional<ProxyServer> proxy, Duration limit)
            throws TelegramFailure, InterruptedException {
        if (proxy.isEmpty()) {
            findings.ok(PROXY, "none is configured");
        }
        Optional<Duration> took = stranger.ask(limit);
        if (took.isEmpty()) {
            findings.problem(
                    CONNECTION,
                    "Telegram does not answer" + through(proxy) + " within " + limit.toSeconds() + " s",
                    "check the network" + (proxy.isEmpty() ? ", or set telegram.proxy" : " and telegram.proxy")
                            + "; telegram.connect_timeout says how long to wait",
                    CompletionStatus.NOT_REACHABLE);
            return false;
        }
        findings.ok(CONNECTION, "Telegram answers" + through(proxy) + " after " + seconds(took.get()));
        clock(stranger);
        return true;
    }

    private static String through(Optional<ProxyServer> proxy) {
        return proxy.map(server -> " through the proxy").orElse("");
    }

    private void clock(TdProbe stranger) throws TelegramFailure, InterruptedException {
        long there = stranger.serverTime().getEpochSecond();
        long behind = there - Time.SYSTEM.now().getEpochSecond();
        if (Math.abs(behind) <= CLOCK_SECONDS) {
            findings.ok(CLOCK, "agrees with Telegram's to " + CLOCK_SECONDS + " s");
        } else {
            findings.warning(
                    CLOCK,
                    "this computer's clock is " + Math.abs(behind) + " s " + (behind > 0 ? "behind" : "ahead of")
                            + " Telegram's",
                    "set it (for example: timedatectl set-ntp true); until then times in logs and in the tracker are wrong, "
                            + "and pauses that Telegram asks for may be misjudged");
        }
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }
}
