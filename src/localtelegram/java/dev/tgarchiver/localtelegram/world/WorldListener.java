package dev.tgarchiver.localtelegram.world;

/** Hears what happens in a world. Called on the thread that made it happen; must not block. */
public interface WorldListener {

    default void channelChanged(Channel channel, HistoryEvent event) {}

    default void savedMessagesChanged(User owner, HistoryEvent event) {}

    default void groupChanged(BasicGroup group, HistoryEvent event) {}

    default void loginTokenAccepted(LoginToken token) {}

    default void sessionsRevoked(User user) {}
}
