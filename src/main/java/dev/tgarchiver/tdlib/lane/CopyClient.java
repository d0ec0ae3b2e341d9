package dev.tgarchiver.tdlib.lane;

import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.TelegramFailure;

/** A client on a copy of the session, which is used for a while and then closed to free its memory. */
final class CopyClient implements RotatingHistory.Successor {

    /** Receives the end of the client. */
    @FunctionalInterface
    interface OnClose {
        /** @param learned whether the client closed in time and has found chats that the copy did not have */
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
     * Takes over the session: it is closed with the client, or at once if the client cannot be created.
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

    /** Whether the client can be asked for this chat's posts. Blocks at the first call for each chat. */
    @Override
    public boolean resolve(long chatId) throws TelegramFailure, InterruptedException {
        return chats.resolve(chatId);
    }

    @Override
    public HistorySource history() throws TelegramFailure {
        return session.history();
    }

    /** Downloads files; call once. */
    MediaSource media() throws TelegramFailure {
        return session.media();
    }

    TdConnection connection() throws TelegramFailure {
        return session.connection();
    }

    /** Asks the client to close, for callers that close several together. Does not wait. */
    void startClose() {
        session.startClose();
    }

    /** Closes the client and waits for it. Never throws. */
    @Override
    public void close() {
        session.close();
        onClose.closed(session.isClosed() && chats.hasLearned());
    }

    /** Whether the client has closed properly and no longer touches its files. Does not wait. */
    boolean isClosed() {
        return session.isClosed();
    }
}
