package dev.tgarchiver.archive;

import java.time.Duration;

/**
 * Which known posts a run asks for again.
 *
 * @param window those younger than this; zero for none
 * @param backfill whether those that an older archiver has not recorded whole
 */
public record RefreshRules(Duration window, boolean backfill) {

    /** Asks for none. */
    public static final RefreshRules NONE = new RefreshRules(Duration.ZERO, false);
}
