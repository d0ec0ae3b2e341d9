package dev.tgarchiver.cli;

/** The program's entry. */
public final class Main {

    private Main() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        System.out.println("archiver");
    }
}
