package dev.tgarchiver.localtelegram.mtproto;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.tl.TlWriter;
import org.jspecify.annotations.Nullable;

/** A client's session: it may outlive a connection. Thread-safe. */
public final class Session {

    private final long id;
    private final AuthKey key;
    private final MessageClock clock;

    @GuardedBy("this")
    private int contentMessages;

    @GuardedBy("this")
    private @Nullable Connection connection;

    private volatile boolean wantsUpdates;

    Session(long id, AuthKey key, MessageClock clock) {
        this.id = id;
        this.key = key;
        this.clock = clock;
    }

    public long id() {
        return id;
    }

    /** The key that encrypts the session: a permanent or a temporary one. */
    public AuthKey key() {
        return key;
    }

    /** Marks it as one that updates are to be sent to; sessions that only fetch files are none. */
    public void wantUpdates() {
        wantsUpdates = true;
    }

    public boolean wantsUpdates() {
        return wantsUpdates;
    }

    /** Sends something that the client did not ask for, if it is connected. */
    public void push(TlObject update) {
        send(Body.of(TlWriter.bytes(update)), false, true);
    }

    synchronized void attach(Connection newConnection) {
        connection = newConnection;
    }

    synchronized void detach(Connection oldConnection) {
        if (connection == oldConnection) {
            connection = null;
        }
    }

    /** Sends a message. Ids and sequence numbers grow in the order in which messages leave. */
    synchronized void send(Body body, boolean answer, boolean content) {
        if (connection == null) {
            return;
        }
        int sequence = contentMessages * 2;
        if (content) {
            sequence++;
            contentMessages++;
        }
        connection.send(this, clock.next(answer), sequence, body);
    }
}
