package dev.tgarchiver.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLog;
import dev.tgarchiver.tdlib.binding.TdReceiver;
import dev.tgarchiver.tdlib.media.StallClock;
import dev.tgarchiver.telegram.TelegramFailure.Unreachable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectivityTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicLong clock = new AtomicLong();
    private final List<String> heard = new ArrayList<>();
    private final Mute tdJson = new Mute();
    private final TdReceiver receiver = new TdReceiver(tdJson);

    /** A TDLib that never answers, and remembers what it was asked: the client's number and the request's type. */
    private static final class Mute implements TdJson {

        private final AtomicInteger clients = new AtomicInteger();
        private final List<String> requests = new CopyOnWriteArrayList<>();

        @Override
        public int createClientId() {
            return clients.incrementAndGet();
        }

        @Override
        public void send(int clientId, String request) {
            try {
                requests.add(
                        clientId + " " + JSON.readTree(request).path("@type").asText());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable String receive(Duration timeout) {
            // The receiving thread has nothing to do here.
            LockSupport.parkNanos(timeout.toNanos());
            return null;
        }

        @Override
        public void onAbort(Consumer<String> listener) {}

        @Override
        public String execute(String request) {
            return "{}";
        }
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Connectivity connectivity(Duration limit) {
        return TestConnectivity.of(limit, clock::get, new Connectivity.Listener() {
            @Override
            public void lost(Duration since) {
                heard.add("lost for " + since.toSeconds());
            }

            @Override
            public void back() {
                heard.add("back");
            }
        });
    }

    private TdClient tdClient(Connectivity connectivity) {
        return new TdClient(tdJson, receiver, new TdLog(Path.of("no.log")), connectivity, TdClient.MOST_PATIENCE);
    }

    private ClientLink client(Connectivity connectivity) {
        return tdClient(connectivity).link();
    }

    private static void state(ClientLink link, String state) {
        ObjectNode update = JSON.createObjectNode().put("@type", "updateConnectionState");
        update.putObject("state").put("@type", "connectionState" + state);
        link.on(update);
    }

    /** Seconds go by, and each is looked at. */
    private void pass(Connectivity connectivity, int seconds) {
        for (int second = 0; second < seconds; second++) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            connectivity.check();
        }
    }

    private long asked(String request) {
        return tdJson.requests.stream().filter(request::equals).count();
    }

    @Test
    void an_outage_is_told_once_after_10_s_and_its_end_too() {
        Connectivity connectivity = connectivity(LIMIT);
        ClientLink link = client(connectivity);
        state(link, "Ready");
        state(link, "Connecting");
        pass(connectivity, 9);
        assertThat(heard).isEmpty();
        pass(connectivity, 30);
        assertThat(heard).containsExactly("lost for 10");
        state(link, "ConnectingToProxy");
        state(link, "Updating");
        assertThat(heard).containsExactly("lost for 10", "back");
        state(link, "Ready");
        pass(connectivity, 30);
        assertThat(heard).containsExactly("lost for 10", "back");
    }

    @Test
    void it_is_given_up_after_the_limit_and_the_message_says_how_long_it_was_waited() {
        Connectivity connectivity = connectivity(LIMIT);
        ClientLink link = client(connectivity);
        state(link, "Connecting");
        pass(connectivity, 299);
        assertThat(connectivity.givenUp()).isEmpty();
        pass(connectivity, 1);
        assertThat(connectivity.givenUp().map(Unreachable::getMessage).orElse(""))
                .contains("no connection for 5 min")
                .contains("is kept")
                .contains("telegram.connect_timeout");
        assertThatThrownBy(connectivity::requireReachable).isInstanceOf(TdError.class);
        assertThat(connectivity.missing()).isEqualTo(connectivity.givenUp());
    }

    @Test
    void one_client_with_a_connection_is_enough_and_the_time_without_counts_from_the_last_one() {
        Connectivity connectivity = connectivity(LIMIT);
        ClientLink main = client(connectivity);
        ClientLink lane = client(connectivity);
        state(main, "Connecting");
        state(lane, "Ready");
        pass(connectivity, 400);
        assertThat(connectivity.missing()).isEmpty();
        state(lane, "Connecting");
        pass(connectivity, 200);
        // A client that begins in the middle of an outage changes nothing about it.
        state(client(connectivity), "Connecting");
        pass(connectivity, 99);
        assertThat(connectivity.givenUp()).isEmpty();
        pass(connectivity, 1);
        assertThat(connectivity.givenUp()).isPresent();
    }

    @Test
    void a_client_that_ends_takes_its_connection_along() {
        Connectivity connectivity = connectivity(LIMIT);
        ClientLink main = client(connectivity);
        ClientLink lane = client(connectivity);
        state(main, "Connecting");
        state(lane, "Ready");
        pass(connectivity, 100);
        connectivity.forget(lane);
        pass(connectivity, 300);
        assertThat(connectivity.givenUp()).isPresent();
    }

    @Test
    void without_a_limit_it_is_waited_for_as_long_as_it_takes() {
        Connectivity connectivity = connectivity(Duration.ZERO);
        ClientLink link = client(connectivity);
        state(link, "Connecting");
        link.awaits();
        pass(connectivity, 100_000);
        assertThat(connectivity.givenUp()).isEmpty();
        assertThat(connectivity.missing()).isPresent();
    }

    @Test
    void a_client_that_does_not_come_back_opens_its_sessions_anew_at_growing_intervals() {
        Connectivity connectivity = connectivity(Duration.ZERO);
        ClientLink link = client(connectivity);
        state(link, "Connecting");
        pass(connectivity, 19);
        assertThat(asked("1 getOption")).isZero();
        pass(connectivity, 1);
        assertThat(asked("1 getOption")).isOne();
        pass(connectivity, 20);
        assertThat(asked("1 getOption")).isEqualTo(2);
        pass(connectivity, 39);
        assertThat(asked("1 getOption")).isEqualTo(2);
        pass(connectivity, 3_600);
        assertThat(asked("1 getOption")).isBetween(8L, 15L);
    }

    @Test
    void when_one_client_is_back_the_others_try_at_once() {
        Connectivity connectivity = connectivity(LIMIT);
        ClientLink main = client(connectivity);
        ClientLink lane = client(connectivity);
        state(main, "Connecting");
        state(lane, "Connecting");
        pass(connectivity, 5);
        state(main, "Ready");
        assertThat(tdJson.requests).containsExactly("2 setNetworkType");
    }

    @Test
    void a_connection_over_which_nothing_comes_is_given_up_too() {
        Connectivity connectivity = connectivity(LIMIT);
        ClientLink link = client(connectivity);
        state(link, "Ready");
        pass(connectivity, 1_000);
        assertThat(connectivity.givenUp()).as("nothing is waited for").isEmpty();
        link.awaits();
        pass(connectivity, 299);
        link.moved();
        pass(connectivity, 299);
        assertThat(connectivity.givenUp()).isEmpty();
        pass(connectivity, 1);
        assertThat(connectivity.givenUp().map(Unreachable::getMessage).orElse(""))
                .contains("no byte and no answer for 5 min");
    }

    @Test
    void what_tdlib_waits_for_by_itself_is_not_taken_for_silence_however_short_the_limit() {
        Connectivity connectivity = connectivity(Duration.ofSeconds(5));
        ClientLink link = client(connectivity);
        state(link, "Ready");
        link.awaits();
        pass(connectivity, 119);
        assertThat(connectivity.givenUp()).isEmpty();
        pass(connectivity, 1);
        assertThat(connectivity.givenUp()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connecting", "ConnectingToProxy", "WaitingForNetwork"})
    void patience_with_an_answer_is_not_used_up_without_a_connection(String without) throws TdError {
        Connectivity connectivity = connectivity(Duration.ZERO);
        ClientLink link = client(connectivity);
        Patience patience = new Patience(link, Duration.ofMinutes(3));
        state(link, without);
        clock.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(patience.isOver()).isFalse();
        state(link, "Ready");
        clock.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(patience.isOver()).isFalse();
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(patience.isOver()).isTrue();
    }

    @Test
    void a_download_is_stalled_only_when_telegram_answers_something_else_at_once() {
        Connectivity connectivity = connectivity(Duration.ZERO);
        TdClient client = tdClient(connectivity);
        StallClock stall = new StallClock(client.link(), Duration.ofMinutes(5));
        state(client.link(), "Ready");
        assertThat(stalledAfter(stall, 299)).isFalse();
        assertThat(asked("1 testNetwork")).isZero();
        assertThat(stalledAfter(stall, 1)).isFalse();
        assertThat(asked("1 testNetwork")).isOne();
        // An answer that comes late is the connection's fault, and the time begins anew.
        for (int look = 0; look < 10; look++) {
            assertThat(stalledAfter(stall, 3)).isFalse();
        }
        client.detach();
        assertThat(stalledAfter(stall, 3)).isFalse();
        assertThat(stalledAfter(stall, 299)).isFalse();
        assertThat(asked("1 testNetwork")).isOne();
    }

    @Test
    void a_download_that_does_not_move_while_telegram_answers_is_stalled() {
        ClientLink link = client(connectivity(Duration.ZERO));
        state(link, "Ready");
        StallClock stall = new StallClock(link, Duration.ofMinutes(5), () -> CompletableFuture.completedFuture(true));
        assertThat(stalledAfter(stall, 299)).isFalse();
        assertThat(stalledAfter(stall, 1)).isTrue();
    }

    @Test
    void no_stall_clock_runs_without_a_connection() {
        ClientLink link = client(connectivity(Duration.ZERO));
        StallClock stall = new StallClock(link, Duration.ofMinutes(5), () -> CompletableFuture.completedFuture(true));
        state(link, "Ready");
        assertThat(stalledAfter(stall, 200)).isFalse();
        state(link, "Connecting");
        assertThat(stalledAfter(stall, 100_000)).isFalse();
        state(link, "Ready");
        assertThat(stalledAfter(stall, 299)).isFalse();
        assertThat(stalledAfter(stall, 1)).isTrue();
    }

    private boolean stalledAfter(StallClock stall, int seconds) {
        return stall.isStalled(clock.addAndGet(Duration.ofSeconds(seconds).toNanos()), 0);
    }
}
