package dev.tgarchiver.localtelegram.mtproto;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All sessions, and the keys that they use. Thread-safe. */
public final class Sessions {

    private record SessionKey(long authKeyId, long sessionId) {}

    private final Map<SessionKey, Session> sessions = new ConcurrentHashMap<>();
    private final ServerClock time = new ServerClock();
    private final MessageClock clock = new MessageClock(time);
    private final AuthKeys keys;

    /** What clients must salt their messages with; 0 for anything. */
    private volatile long salt;

    public Sessions(AuthKeys keys) {
        this.keys = keys;
    }

    public AuthKeys keys() {
        return keys;
    }

    /** The time by which message ids are given out and judged. */
    public ServerClock time() {
        return time;
    }

    /** From now on messages must have this salt; clients learn it from bad_server_salt. */
    public void salt(long newSalt) {
        salt = newSalt;
    }

    long salt() {
        return salt;
    }

    /** All sessions, connected or not. */
    public Collection<Session> all() {
        return sessions.values();
    }

    /** Forgets all sessions, as a server that was started anew; the keys stay. */
    public void removeAll() {
        sessions.clear();
    }

    boolean knows(AuthKey key, long sessionId) {
        return sessions.containsKey(new SessionKey(key.id(), sessionId));
    }

    Session get(AuthKey key, long sessionId) {
        return sessions.computeIfAbsent(
                new SessionKey(key.id(), sessionId), unused -> new Session(sessionId, key, clock));
    }

    boolean remove(AuthKey key, long sessionId) {
        return sessions.remove(new SessionKey(key.id(), sessionId)) != null;
    }
}
