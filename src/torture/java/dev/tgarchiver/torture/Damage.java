package dev.tgarchiver.torture;

import java.io.PrintStream;

/** Counts the damage that torture has done, and tells of each. For one thread. */
public final class Damage {

    private final PrintStream out;
    private int lost;
    private int wrong;

    public Damage(PrintStream out) {
        this.out = out;
    }

    /** Something that was promised, or was there, is not there. */
    public void lost(String what) {
        lost++;
        out.println("LOST: " + what);
    }

    /** Something is as it must not be. */
    public void wrong(String what) {
        wrong++;
        out.println("WRONG: " + what);
    }

    public boolean isNone() {
        return lost + wrong == 0;
    }

    @Override
    public String toString() {
        return lost + " lost, " + wrong + " wrong";
    }
}
