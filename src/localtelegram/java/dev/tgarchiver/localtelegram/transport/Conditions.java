package dev.tgarchiver.localtelegram.transport;

import java.time.Duration;

/** The network between client and server. May be changed at any time, by any thread; new answers feel it. */
public final class Conditions {

    private final Bandwidth total = new Bandwidth();
    private volatile Duration roundTrip = Duration.ZERO;
    private volatile long perConnection;

    /** The time between a request and its answer, at the least. */
    public Conditions roundTrip(Duration duration) {
        roundTrip = duration;
        return this;
    }

    /** How many bytes a second the server sends over one connection; 0 is unlimited. Holds for new connections. */
    public Conditions bandwidthPerConnection(long bytesPerSecond) {
        perConnection = bytesPerSecond;
        return this;
    }

    /** How many bytes a second the server sends over all connections together; 0 is unlimited. */
    public Conditions bandwidth(long bytesPerSecond) {
        total.set(bytesPerSecond);
        return this;
    }

    Duration roundTrip() {
        return roundTrip;
    }

    Bandwidth total() {
        return total;
    }

    Bandwidth newConnection() {
        Bandwidth bandwidth = new Bandwidth();
        bandwidth.set(perConnection);
        return bandwidth;
    }
}
