package dev.tgarchiver.tdlib.lane;

import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.TelegramFailure;

/** A client on a copy of the session, which works for a while and then goes with all that it remembers. */
final class CopyClient implements RotatingHistory.Successor {

    /** What becomes of what the client had, once it is closed. */
    @FunctionalInterface
    interface OnClose {
        /** @param learned whether it closed in good time and has found chats that the copy did not know */
        void closed(boolean learned);
    }

    private final TdSession session;
    private final LaneChats chats;
    private final OnClose onClose;

    private CopyClient(TdSession session, LaneChats chats, OnClose onClose) {
        this.session = session;
        this.chats = chats;
        this.onClose = onClose;
    }

    /**
     * Takes the session over: it is closed with the client, or now, when there can be none.
     *
     * @param main the main client, which knows every chat
     * @param onClose called when the client has closed
     */
    static CopyClient on(TdSession session, TdConnection main, OnClose onClose) throws TelegramFailure {
        try {
            return new CopyClient(session, new LaneChats(session.connection(), main), onClose);
        } catch (TelegramFailure | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Whether it can be asked for this chat's posts. Blocks while it looks, which it does once for each chat. */
    @Override
    public boolean resolve(long chatId) throws TelegramFailure, InterruptedException {
        return chats.resolve(chatId);
    }

    @Override
    public HistorySource history() throws TelegramFailure {
        return session.history();
    }

    /** Downloads files; to be asked for once. */
    MediaSource media() throws TelegramFailure {
        return session.media();
    }

    TdConnection connection() throws TelegramFailure {
        return session.connection();
    }

    /** Asks it to end, for those who have several to end at once. Does not wait. */
    void beginClose() {
        session.beginClose();
    }

    /** Ends it and waits for that. Never throws. */
    @Override
    public void close() {
        session.close();
        onClose.closed(session.isClosed() && chats.hasLearned());
    }

    /** Whether it has closed in order and touches nothing any more. Does not wait. */
    boolean isClosed() {
        return session.isClosed();
    }
}
