package dev.tgarchiver.torture;

import java.io.PrintStream;
import java.time.Duration;

/** Counts what became of signals, and tells it. For one thread. */
final class SignalReport {

    private final PrintStream out;
    private int rounds;
    private int signals;
    private int interrupted;
    private int early;
    private int done;
    private Duration longest = Duration.ZERO;

    SignalReport(PrintStream out) {
        this.out = out;
    }

    /** A round ended so long after its first signal. */
    void ended(int sent, Duration after) {
        rounds++;
        signals += sent;
        longest = longest.compareTo(after) < 0 ? after : longest;
    }

    /** The program said that it was interrupted. */
    void interrupted() {
        interrupted++;
    }

    /** The signal came before the program could listen. */
    void early() {
        early++;
    }

    /** The program was done before the signal could end it. */
    void done() {
        done++;
    }

    int rounds() {
        return rounds;
    }

    int interruptions() {
        return interrupted;
    }

    int signals() {
        return signals;
    }

    /** Tells the counts so far. */
    void print() {
        out.println(rounds + " rounds, " + signals + " signals: " + interrupted + " interrupted, " + early
                + " before Java listened, " + done + " done before; the longest end took " + longest.toMillis()
                + " ms");
    }
}
