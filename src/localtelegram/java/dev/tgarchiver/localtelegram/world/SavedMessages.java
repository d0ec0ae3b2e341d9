package dev.tgarchiver.localtelegram.world;

import java.util.function.IntFunction;

/** A user's Saved Messages. */
public final class SavedMessages implements Conversation {

    private final User owner;
    private final History history;

    SavedMessages(User owner, WorldListener listener) {
        this.owner = owner;
        this.history = new History(owner.id(), owner.box(), event -> listener.savedMessagesChanged(owner, event));
    }

    public User owner() {
        return owner;
    }

    @Override
    public long id() {
        return owner.id();
    }

    @Override
    public History history() {
        return history;
    }

    /** Fills them with generated messages. */
    public SavedMessages posts(int count, IntFunction<PostDraft> generator) {
        history.generate(count, generator);
        return this;
    }
}
