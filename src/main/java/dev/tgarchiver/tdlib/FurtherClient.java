package dev.tgarchiver.tdlib;

import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.TelegramFailure;

/** A client on a copy of the session that walks for a while, and then goes with all that it remembers. */
record WalkLane(TdSession session, LaneChats chats) implements LongWalk.Successor {

    /** Takes the session over: it is closed with the lane, or when there can be none. */
    static WalkLane on(TdSession session, TdConnection main) throws TelegramFailure {
        try {
            return new WalkLane(session, new LaneChats(session.connection(), main));
        } catch (TelegramFailure e) {
            session.close();
            throw e;
        }
    }

    @Override
    public boolean meet(long chatId) throws TelegramFailure, InterruptedException {
        return chats.meet(chatId);
    }

    @Override
    public HistorySource history() throws TelegramFailure {
        return session.history();
    }

    @Override
    public void close() {
        session.close();
    }
}
