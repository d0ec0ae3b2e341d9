package dev.tgarchiver.tracker.post;

import java.time.Instant;
import java.util.Optional;

/**
 * What a post said at one time.
 *
 * @param number counted from 1, the oldest that was seen
 * @param seenAt when it was last seen to be the newest; empty when that is not known
 * @param editDate when it was edited, if ever
 * @param text the text or caption
 * @param json TDLib's message without what belongs to the client; empty when it was recorded before posts were kept
 *     whole
 */
public record PostVersion(
        int number, Optional<Instant> seenAt, Optional<Instant> editDate, String text, Optional<String> json) {}
