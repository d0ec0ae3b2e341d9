package dev.tgarchiver.model.post;

import java.util.Optional;
import java.util.Set;

/**
 * What a message refers to, and Telegram gives only when asked for it.
 *
 * @param rich whether its rich message is cut short
 * @param instantView the address of its link preview, if the page has an instant view that is not in the message
 * @param customEmoji the ids of the custom emoji of its texts and reactions
 * @param kept whether the message has something that was asked for
 */
public record Remainder(boolean rich, Optional<String> instantView, Set<Long> customEmoji, boolean kept) {

    /** The message is all there is. */
    public static final Remainder NOTHING = new Remainder(false, Optional.empty(), Set.of(), false);

    /** Whether there is nothing to ask for. */
    public boolean isNothing() {
        return !isOfContent() && customEmoji.isEmpty();
    }

    /** Whether it is more than custom emoji, so that it takes a call of its own. */
    public boolean isOfContent() {
        return rich || instantView.isPresent();
    }
}
