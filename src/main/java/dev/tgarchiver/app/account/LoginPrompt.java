package dev.tgarchiver.app.account;

import dev.tgarchiver.telegram.LoginDialogue;

/** Asks the person who logs in, and stops asking when the process is to stop. */
public interface LoginPrompt extends LoginDialogue {

    /** The process ends at once: restores what a question has changed, such as a terminal without echo. Quick. */
    void restoreInput();

    /**
     * Ends a wait for an answer that an interrupt does not end; the archive is closed. On a thread of its own. May end
     * the process.
     */
    void leave();
}
