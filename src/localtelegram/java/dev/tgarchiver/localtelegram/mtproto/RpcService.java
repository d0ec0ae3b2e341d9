package dev.tgarchiver.localtelegram.mtproto;

import dev.tgarchiver.localtelegram.tl.TlReader;

/** Whatever answers calls. */
public interface RpcService {

    /** Answers a call; the reader stands at its method id. Called by the threads of all connections. */
    RpcAnswer answer(Session session, TlReader query);
}
