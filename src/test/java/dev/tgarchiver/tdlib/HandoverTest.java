package dev.tgarchiver.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLog;
import dev.tgarchiver.tdlib.binding.TdReceiver;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.tdlib.login.AuthorizationStates;
import dev.tgarchiver.tdlib.media.TdDownload;
import dev.tgarchiver.telegram.Transfer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the receiving thread hands to others, again and again and as closely together as threads can be: nothing is lost
 * in between, and nobody waits for what cannot come.
 */
class HandoverTest {

    private static final int ROUNDS = 300;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** A TDLib that answers everything at once, and never says anything else however long it is listened to. */
    private static final class Echo implements TdJson {

        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final AtomicInteger clients = new AtomicInteger();

        @Override
        public int createClientId() {
            return clients.incrementAndGet();
        }

        @Override
        public void send(int clientId, String request) {
            try {
                ObjectNode answer = JSON.createObjectNode().put("@type", "ok").put("@client_id", clientId);
                answer.set("@extra", JSON.readTree(request).path("@extra"));
                answers.add(answer.toString());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable String receive(Duration timeout) {
            try {
                return answers.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onAbort(Consumer<String> listener) {}

        @Override
        public String execute(String request) {
            return "{}";
        }
    }

    private static long receivers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("td_receive"))
                .count();
    }

    @Test
    @Timeout(60)
    void a_request_is_answered_or_aborted_however_close_to_the_end_it_comes() throws Exception {
        Echo echo = new Echo();
        TdReceiver receiver = new TdReceiver(echo);
        for (int round = 0; round < ROUNDS; round++) {
            TdClient client = new TdClient(
                    echo, receiver, new TdLog(Path.of("no.log")), TestConnectivity.unlimited(), TdClient.MOST_PATIENCE);
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<List<CompletableFuture<JsonNode>>>> senders = new ArrayList<>();
            for (int sender = 0; sender < 3; sender++) {
                senders.add(threads.submit(() -> {
                    List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
                    together.await();
                    for (int i = 0; i < 20; i++) {
                        answers.add(client.send(TdRequest.of("getMe")));
                    }
                    return answers;
                }));
            }
            together.await();
            client.detach();
            for (Future<List<CompletableFuture<JsonNode>>> sender : senders) {
                for (CompletableFuture<JsonNode> answer : sender.get()) {
                    // Neither is for ever, and that is the point: this would time out.
                    String result = answer.handle(
                                    (value, failure) -> failure == null ? "answered" : failure.getMessage())
                            .get(5, TimeUnit.SECONDS);
                    assertThat(result).containsAnyOf("answered", "Request aborted");
                }
            }
        }
        assertThat(receivers()).isEqualTo(1);
        receiver.close();
        assertThat(receivers()).isZero();
    }

    @Test
    @Timeout(60)
    void the_end_of_a_download_is_seen_by_who_waits_for_it() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            TdDownload download = new TdDownload(System::nanoTime, Transfer.NONE);
            CyclicBarrier together = new CyclicBarrier(2);
            boolean fails = round % 2 == 0;
            Future<?> receiving = threads.submit(() -> {
                together.await();
                for (int bytes = 1; bytes < 10; bytes++) {
                    download.on(file(bytes, true, false));
                }
                return download.on(file(10, false, !fails));
            });
            together.await();
            TdDownload.State state = download.await(TdDownload.ALL, LONG);
            assertThat(state).isEqualTo(fails ? TdDownload.State.STOPPED : TdDownload.State.COMPLETE);
            if (!fails) {
                assertThat(download.path()).hasToString("/there");
            }
            receiving.get(10, TimeUnit.SECONDS);
        }
    }

    private static JsonNode file(long bytes, boolean active, boolean complete) {
        ObjectNode file = JSON.createObjectNode();
        file.putObject("local")
                .put("is_downloading_active", active)
                .put("is_downloading_completed", complete)
                .put("downloaded_size", bytes)
                .put("path", complete ? "/there" : "");
        return file;
    }

    @Test
    @Timeout(60)
    void every_authorization_state_is_taken_once_and_in_order() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            AuthorizationStates states = new AuthorizationStates();
            Future<?> receiving = threads.submit(() -> {
                for (int number = 0; number < 20; number++) {
                    states.on(update(number == 19 ? "authorizationStateClosed" : "state " + number));
                }
            });
            for (int number = 0; number < 19; number++) {
                assertThat(states.next(LONG).map(AuthorizationStates::type)).contains("state " + number);
            }
            assertThat(states.awaitClosed(LONG)).isTrue();
            assertThat(states.isClosed()).isTrue();
            receiving.get(10, TimeUnit.SECONDS);
        }
    }

    private static JsonNode update(String type) {
        ObjectNode update = JSON.createObjectNode().put("@type", "updateAuthorizationState");
        update.putObject("authorization_state").put("@type", type);
        return update;
    }
}
