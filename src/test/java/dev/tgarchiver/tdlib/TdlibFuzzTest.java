package dev.tgarchiver.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLog;
import dev.tgarchiver.tdlib.binding.TdReceiver;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.tdlib.login.AuthorizationStates;
import dev.tgarchiver.tdlib.media.TdMedia;
import dev.tgarchiver.telegram.MediaSource.FetchedFile;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever TDLib sends, the receiving thread lives on, and a request ends in an answer or in the one typed failure. */
@Timeout(120)
class TdlibFuzzTest {

    private static final int ROUNDS = Integer.getInteger("archiver.fuzz.rounds", 100_000);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A TDLib that answers as it is told. */
    private static final class ScriptedTdJson implements TdJson {
        private final BlockingQueue<String> sent = new LinkedBlockingQueue<>(1_000);
        private volatile Function<ObjectNode, List<String>> answers = request -> List.of();

        @Override
        public int createClientId() {
            return 1;
        }

        @Override
        public void send(int clientId, String request) {
            try {
                for (String answer : answers.apply((ObjectNode) JSON.readTree(request))) {
                    sent.put(answer);
                }
            } catch (JsonProcessingException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable String receive(Duration timeout) {
            try {
                return sent.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
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

    @Test
    void mutated_texts_do_not_end_the_receiving_thread() throws Exception {
        ScriptedTdJson tdJson = new ScriptedTdJson();
        Random random = new Random(20260104);
        String update = "{\"@type\":\"updateFile\",\"file\":" + SampleMessages.FILE + ",\"@client_id\":1}";
        try (TdReceiver receiver = new TdReceiver(tdJson)) {
            TdClient client = new TdClient(
                    tdJson,
                    receiver,
                    new TdLog(Path.of("no.log")),
                    TestConnectivity.unlimited(),
                    TdClient.MOST_PATIENCE);
            AuthorizationStates states = new AuthorizationStates();
            client.onUpdate(states::on);
            AtomicLong updates = new AtomicLong();
            client.onUpdate(received -> updates.incrementAndGet());
            for (int round = 0; round < ROUNDS; round++) {
                tdJson.sent.put(mutate(update, random));
            }
            tdJson.answers = request ->
                    List.of(request.put("@client_id", 1).put("@type", "ok").toString());
            assertThat(client.call(TdRequest.of("getMe")).path("@type").asText())
                    .isEqualTo("ok");
            assertThat(updates).hasValueBetween(ROUNDS / 100, ROUNDS);
        }
    }

    private static String mutate(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(mutated.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> mutated.insert(at, (char) random.nextInt(0x10000));
                case 1 -> mutated.delete(at, Math.min(mutated.length(), at + random.nextInt(30)));
                case 2 -> mutated.insert(at, mutated.substring(at, Math.min(mutated.length(), at + 40)));
                case 3 -> mutated.insert(at, "[{\"".substring(random.nextInt(3)).repeat(random.nextInt(3) * 600));
                default ->
                    mutated.insert(
                            at,
                            List.of("null", "1e999", "-", "\\u0000", "\\ud800", "}", "]")
                                    .get(random.nextInt(7)));
            }
        }
        return mutated.toString();
    }

    /** Fewer, since each waits for the threads that it goes through. */
    @Test
    void a_download_that_is_answered_with_mutations_ends_in_a_file_or_a_typed_failure(@TempDir Path folder)
            throws Exception {
        ScriptedTdJson tdJson = new ScriptedTdJson();
        JsonMutation mutation = new JsonMutation(new Random(20260105));
        Path whole = Files.write(folder.resolve("whole"), new byte[1_000]);
        JsonNode message = JSON.readTree(SampleMessages.DOCUMENT);
        ObjectNode file = (ObjectNode) JSON.readTree(SampleMessages.FILE);
        ((ObjectNode) file.path("local")).put("is_downloading_completed", true).put("path", whole.toString());
        Random random = new Random(20260106);
        tdJson.answers = request -> {
            JsonNode original = request.path("@type").asText().equals("getMessage") ? message : file;
            JsonNode answer = random.nextInt(4) == 0 ? original.deepCopy() : mutation.of(original);
            List<String> texts = new ArrayList<>();
            if (answer instanceof ObjectNode object && request.has("@extra")) {
                object.set("@extra", request.get("@extra"));
                texts.add(object.put("@client_id", 1).toString());
            } else if (request.has("@extra")) {
                texts.add("{\"@type\":\"error\",\"code\":400,\"message\":\"x\",\"@client_id\":1,\"@extra\":"
                        + request.get("@extra") + "}");
            }
            return texts;
        };
        AtomicLong clock = new AtomicLong();
        int files = 0;
        int failures = 0;
        try (TdReceiver receiver = new TdReceiver(tdJson)) {
            TdClient client = new TdClient(
                    tdJson,
                    receiver,
                    new TdLog(Path.of("no.log")),
                    TestConnectivity.unlimited(),
                    TdClient.MOST_PATIENCE);
            // Each look at the clock is a minute later, so that nothing is waited for.
            TdMedia media = new TdMedia(
                    new TdConnection(client, new AuthorizationStates(), new CatchUp()),
                    new TdLog(folder.resolve("no.log")),
                    folder,
                    () -> clock.addAndGet(Duration.ofMinutes(1).toNanos()));
            Media expected = new Media(MediaKind.DOCUMENT, "AQADx", 1_000, "a.pdf", "", "", "", 0, 0, 0);
            for (int round = 0; round < ROUNDS / 10; round++) {
                try (FetchedFile fetched =
                        media.fetch(new PostId(-1L, 42), expected, Duration.ofMinutes(5), Transfer.NONE)) {
                    assertThat(fetched.path()).exists();
                    files++;
                } catch (TelegramFailure e) {
                    assertThat(e.getMessage()).isNotBlank();
                    failures++;
                }
            }
        }
        assertThat(files).isPositive();
        assertThat(failures).isPositive();
    }
}
