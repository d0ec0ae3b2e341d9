package dev.tgarchiver.localtelegram.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A real TDLib in a child process, driven from a test. Thread-safe. */
public final class TdlibProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final BufferedWriter requests;
    private final AtomicLong extra = new AtomicLong();
    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private final List<JsonNode> updates = new ArrayList<>();

    private TdlibProcess(Process process) {
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "tdlib-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts TDLib on a session folder, with the local server for its proxy, as far as it needs no answer from anyone.
     */
    public static TdlibProcess start(Path library, Path session, int proxyPort) {
        return start(library, session, proxyPort, 1);
    }

    /** The same with a log level, for looking into TDLib; its log goes to standard error. */
    public static TdlibProcess start(Path library, Path session, int proxyPort, int verbosity) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            TdlibBridge.class.getName(),
                            library.toString(),
                            Integer.toString(verbosity))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            TdlibProcess tdlib = new TdlibProcess(process);
            tdlib.open(session, proxyPort);
            return tdlib;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open(Path session, int proxyPort) {
        send(request("addProxy")
                .put("enable", true)
                .put("comment", "")
                .set(
                        "proxy",
                        type("proxy")
                                .put("server", "127.0.0.1")
                                .put("port", proxyPort)
                                .set(
                                        "type",
                                        type("proxyTypeSocks5")
                                                .put("username", "")
                                                .put("password", ""))));
        send(request("setTdlibParameters")
                .put("database_directory", session.toString())
                .put("files_directory", session + File.separator + "files")
                .put("use_file_database", true)
                .put("use_chat_info_database", true)
                .put("use_message_database", true)
                .put("api_id", 12345)
                .put("api_hash", "0123456789abcdef0123456789abcdef")
                .put("system_language_code", "en")
                .put("device_model", "Test")
                .put("application_version", "1"));
    }

    /** A request to be filled with fields. */
    public static ObjectNode request(String type) {
        return type(type);
    }

    /** An object of TDLib's JSON. */
    public static ObjectNode type(String type) {
        return JSON.createObjectNode().put("@type", type);
    }

    /** Sends a request; its answer is an object of any type, an error included. */
    @CanIgnoreReturnValue
    public CompletableFuture<JsonNode> send(JsonNode request) {
        String id = Long.toString(extra.incrementAndGet());
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode copy = request.deepCopy();
        copy.put("@extra", id);
        try {
            synchronized (requests) {
                requests.write(copy.toString());
                requests.newLine();
                requests.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer;
    }

    /** Sends a request and waits for its answer, which may be an error. */
    public JsonNode ask(JsonNode request) {
        try {
            return send(request).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("No answer to " + request, e);
        }
    }

    /** Sends a request that must succeed and waits for its answer. */
    public JsonNode call(JsonNode request) {
        JsonNode answer = ask(request);
        if (answer.path("@type").asText().equals("error")) {
            throw new AssertionError(request + " failed: " + answer);
        }
        return answer;
    }

    /** Waits for the first update, past or to come, that satisfies a condition. */
    public synchronized JsonNode await(String what, Predicate<JsonNode> condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < updates.size(); seen++) {
                if (condition.test(updates.get(seen))) {
                    return updates.get(seen);
                }
            }
            long left = until - System.nanoTime();
            if (left <= 0 || !process.isAlive()) {
                throw new AssertionError("TDLib never came to: " + what);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Waits until the state of the log-in is one, and returns it. */
    public JsonNode awaitState(String state) {
        return await(
                        state,
                        update -> update.path("@type").asText().equals("updateAuthorizationState")
                                && update.path("authorization_state")
                                        .path("@type")
                                        .asText()
                                        .equals(state))
                .path("authorization_state");
    }

    /** Logs a fresh session in by telephone number and code. */
    public void logIn(String phone, String code) {
        sendPhone(phone);
        awaitState("authorizationStateWaitCode");
        call(request("checkAuthenticationCode").put("code", code));
        awaitState("authorizationStateReady");
    }

    /** Takes the first step of a log-in. */
    public void sendPhone(String phone) {
        awaitState("authorizationStateWaitPhoneNumber");
        call(request("setAuthenticationPhoneNumber").put("phone_number", phone));
    }

    /** The id of a public channel's chat. */
    public long chat(String username) {
        return call(request("searchPublicChat").put("username", username))
                .path("id")
                .asLong();
    }

    /** All messages of a chat, newest first. */
    public List<JsonNode> walk(long chat) {
        List<JsonNode> all = new ArrayList<>();
        long from = 0;
        while (true) {
            JsonNode page = call(request("getChatHistory")
                            .put("chat_id", chat)
                            .put("from_message_id", from)
                            .put("offset", 0)
                            .put("limit", 100))
                    .path("messages");
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(all::add);
            from = all.get(all.size() - 1).path("id").asLong();
        }
    }

    /** Downloads a file and returns where TDLib put it. */
    public Path download(int file) {
        JsonNode answer = call(
                request("downloadFile").put("file_id", file).put("priority", 1).put("synchronous", true));
        return Path.of(answer.path("local").path("path").asText());
    }

    /** Forgets the updates so far, so that the next wait is for new ones. */
    public synchronized void forgetUpdates() {
        updates.clear();
    }

    /** Closes TDLib properly and waits for its end. */
    @Override
    public void close() {
        if (process.isAlive()) {
            send(request("close"));
            awaitState("authorizationStateClosed");
        }
        kill();
    }

    /** Ends the process at once, as a power cut does. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                receive(line);
            }
        } catch (IOException e) {
            // The process was killed.
        } finally {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    private void receive(String line) throws JsonProcessingException {
        JsonNode received = JSON.readTree(line);
        CompletableFuture<JsonNode> answer =
                waiting.remove(received.path("@extra").asText());
        if (answer != null) {
            answer.complete(received);
            return;
        }
        synchronized (this) {
            updates.add(received);
            notifyAll();
        }
    }
}
