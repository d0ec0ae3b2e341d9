package dev.tgarchiver.localtelegram.world;

/** Whatever has a history. */
public sealed interface Conversation permits Channel, SavedMessages {

    /** The channel's id, or the id of the user whose Saved Messages these are. */
    long id();

    History history();
}
