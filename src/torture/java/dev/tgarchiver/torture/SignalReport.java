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
    private int lost;
    private int wrong;
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

    /** Something that was there is not there any more. */
    void lost(String what) {
        lost++;
        out.println("LOST: " + what);
    }

    /** Something is as it must not be. */
    void wrong(String what) {
        wrong++;
        out.println("WRONG: " + what);
    }

    int rounds() {
        return rounds;
    }

    int interruptions() {
        return interrupted;
    }

    int lost() {
        return lost;
    }

    int wrong() {
        return wrong;
    }

    void progress() {
        out.println(rounds + " rounds, " + signals + " signals: " + interrupted + " interrupted, " + early
                + " before Java listened, " + done + " done before; the longest end took " + longest.toMillis()
                + " ms");
    }

    /** The whole, and the line by which others know. */
    void print() {
        progress();
        out.println("torture: " + rounds + " rounds, " + signals + " signals, " + lost + " lost, " + wrong + " wrong");
    }
}
