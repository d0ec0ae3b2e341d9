package dev.tgarchiver.export.telegram;

import dev.tgarchiver.export.JsonFields;

/**
 * What a service message says.
 *
 * @param fields the action with its details, in Telegram Desktop's order
 * @param hasActor whether the sender precedes it
 */
record ServiceAction(JsonFields fields, boolean hasActor) {

    /** An action of the message's sender. */
    static ServiceAction by(String word) {
        return new ServiceAction(new JsonFields().put("action", word), true);
    }

    /** An action without a sender. */
    static ServiceAction of(String word) {
        return new ServiceAction(new JsonFields().put("action", word), false);
    }
}
