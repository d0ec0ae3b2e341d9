package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import java.time.Duration;

/** The line between client and server: its round trip, and how many bits pass in a second, 0 for unlimited. */
record Network(int roundTripMillis, int megabits) {

    private static final long BYTES_OF_A_MEGABIT = 125_000;

    /** Makes the server's answers come like this from now on. */
    void applyTo(TelegramServer telegram) {
        telegram.conditions().roundTrip(Duration.ofMillis(roundTripMillis)).bandwidth(megabits * BYTES_OF_A_MEGABIT);
    }

    boolean isLimited() {
        return megabits > 0;
    }

    double bytesPerSecond() {
        return megabits * (double) BYTES_OF_A_MEGABIT;
    }

    @Override
    public String toString() {
        return roundTripMillis + " ms, " + (isLimited() ? megabits + " Mbit/s" : "unlimited");
    }
}
