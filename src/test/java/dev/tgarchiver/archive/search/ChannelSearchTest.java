package dev.tgarchiver.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.FloodWait;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.FakeTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Resolving a channel is retried as any other call. */
final class ChannelSearchTest {

    private static final Channel NEWS = new Channel(-1001, "News", Optional.of("news"), Channel.Type.CHANNEL);

    private final FakeTime time = new FakeTime();
    private final Deque<TelegramFailure> failures = new ArrayDeque<>();
    private int asked;

    private final ChannelSearch search = new ChannelSearch(
            new ChannelFinder() {
                @Override
                public Channel find(ChannelRef ref) throws TelegramFailure {
                    asked++;
                    TelegramFailure failure = failures.poll();
                    if (failure != null) {
                        throw failure;
                    }
                    return NEWS;
                }

                @Override
                public List<Channel> all() {
                    throw new AssertionError("the list of chats is not needed");
                }
            },
            new PacedCalls(
                    new Throttle(new TokenBucket(1, 1, time), new FloodGate(time, () -> 0), time),
                    new Backoff(3, Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 1),
                    event -> {},
                    time));

    @Test
    void a_transient_failure_and_a_flood_wait_are_survived() throws Exception {
        failures.add(new Transient("the connection was lost"));
        failures.add(new FloodWait(Duration.ofSeconds(5)));
        failures.add(new Transient("and again"));
        assertThat(search.find(new ChannelRef.Username("@news", "news"))).isEqualTo(NEWS);
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void the_failure_of_the_last_attempt_is_the_channels() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            failures.add(new Transient("attempt " + attempt));
        }
        assertThatThrownBy(() -> search.find(new ChannelRef.Username("@news", "news")))
                .isInstanceOf(Transient.class)
                .hasMessage("attempt 3");
    }
}
