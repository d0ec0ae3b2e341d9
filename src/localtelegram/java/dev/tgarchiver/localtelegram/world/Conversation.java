package dev.tgarchiver.localtelegram.world;

/** Whatever has a history. */
public sealed interface Conversation permits BasicGroup, Channel, SavedMessages {

    /** The id of the channel or group, or the id of the user whose Saved Messages these are. */
    long id();

    History history();
}
