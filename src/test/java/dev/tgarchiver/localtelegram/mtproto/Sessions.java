package dev.tgarchiver.localtelegram.mtproto;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All sessions, and the keys that they use. Thread-safe. */
public final class Sessions {

    private record SessionKey(long authKeyId, long sessionId) {}

    private final Map<SessionKey, Session> sessions = new ConcurrentHashMap<>();
    private final MessageClock clock = new MessageClock();
    private final AuthKeys keys;

    public Sessions(AuthKeys keys) {
        this.keys = keys;
    }

    public AuthKeys keys() {
        return keys;
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
