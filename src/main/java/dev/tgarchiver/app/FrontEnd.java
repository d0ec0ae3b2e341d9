package dev.tgarchiver.app;

/** What the user is told while a use case works, beyond its result. Safe for any thread. */
public interface FrontEnd {

    /** Says what happens. May wait until it is written. */
    void info(String text);

    /** Says what is not as it should be. May wait until it is written. */
    void warn(String text);

    /** Whether a person watches, who can end a wait that takes too long. */
    boolean isWatched();
}
