package dev.tgarchiver.localtelegram.handlers;

import dev.tgarchiver.localtelegram.mtproto.Session;
import dev.tgarchiver.localtelegram.world.Channel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who looks at a channel without being a member: told of its posts for a while after it asked for them. */
final class Viewers {

    private record View(Session session, long channelId) {}

    private static final long KEPT_NANOS = Duration.ofSeconds(60).toNanos();

    private final Map<View, Long> views = new ConcurrentHashMap<>();

    void looked(Session session, Channel channel) {
        views.put(new View(session, channel.id()), System.nanoTime());
    }

    boolean looks(Session session, Channel channel) {
        Long at = views.get(new View(session, channel.id()));
        return at != null && System.nanoTime() - at < KEPT_NANOS;
    }
}
