package dev.tgarchiver.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.tdlib.binding.JnaTdJson;
import dev.tgarchiver.tdlib.binding.TdJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * TDLib and nothing else: as many clients as lanes, each on a copy of a logged-in session, each asking for messages and
 * downloading their files one after the other. Nothing is hashed, moved, synced or recorded. Prints how many bytes came.
 */
public final class RawTdlibMain {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration RECEIVE_TIMEOUT = Duration.ofSeconds(1);
    private static final String EXTRA = "\"@extra\":\"";
    private static final int MOST_IN_A_BATCH = 50;

    private final TdJson tdlib;
    private final int proxyPort;
    private final AtomicLong extra = new AtomicLong();
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<String>> ready = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<String>> closed = new ConcurrentHashMap<>();
    private final AtomicInteger nextId = new AtomicInteger(1);
    private final AtomicLong bytes = new AtomicLong();

    private RawTdlibMain(TdJson tdlib, int proxyPort) {
        this.tdlib = tdlib;
        this.proxyPort = proxyPort;
    }

    /** Arguments: library, port of the proxy, logged-in session, folder to work in, lanes, channel, number of posts. */
    public static void main(String[] arguments) throws Exception {
        TdJson tdlib = new JnaTdJson(arguments[0]);
        tdlib.execute("{\"@type\":\"setLogVerbosityLevel\",\"new_verbosity_level\":0}");
        RawTdlibMain raw = new RawTdlibMain(tdlib, Integer.parseInt(arguments[1]));
        raw.run(
                Path.of(arguments[2]),
                Path.of(arguments[3]),
                Integer.parseInt(arguments[4]),
                arguments[5],
                Integer.parseInt(arguments[6]));
        System.out.println(raw.bytes.get());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private void run(Path session, Path folder, int lanes, String channel, int posts) throws Exception {
        Thread receiver = new Thread(this::receive, "receiver");
        receiver.setDaemon(true);
        receiver.start();
        int batch = Math.max(1, Math.min(MOST_IN_A_BATCH, posts / lanes / 4));
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            Path copy = folder.resolve("lane" + lane);
            CompletableFuture<Void> end = new CompletableFuture<>();
            ended.add(end);
            Thread thread = new Thread(
                    () -> {
                        try {
                            copy(session, copy);
                            lane(copy, channel, posts, batch);
                            end.complete(null);
                        } catch (Exception e) {
                            end.completeExceptionally(e);
                        }
                    },
                    "lane-" + lane);
            thread.start();
        }
        for (CompletableFuture<Void> end : ended) {
            end.get();
        }
    }

    private void lane(Path session, String channel, int posts, int batch) throws Exception {
        int client = tdlib.createClientId();
        CompletableFuture<String> loggedIn = ready.computeIfAbsent(client, id -> new CompletableFuture<>());
        open(client, session);
        loggedIn.get();
        long chat = JSON.readTree(ask(client, of("searchPublicChat").put("username", channel))
                        .get())
                .path("id")
                .asLong();
        int first = nextId.getAndAdd(batch);
        CompletableFuture<String> page = messages(client, chat, first, posts, batch);
        while (first <= posts) {
            JsonNode messages = JSON.readTree(page.get()).path("messages");
            first = nextId.getAndAdd(batch);
            page = messages(client, chat, first, posts, batch);
            for (JsonNode message : messages) {
                int file = file(message.path("content"));
                JsonNode done = JSON.readTree(ask(
                                client,
                                of("downloadFile")
                                        .put("file_id", file)
                                        .put("priority", 1)
                                        .put("synchronous", true))
                        .get());
                bytes.addAndGet(done.path("local").path("downloaded_size").asLong());
            }
        }
        // A process that ends while TDLib closes its databases makes it abort.
        CompletableFuture<String> end = closed.computeIfAbsent(client, id -> new CompletableFuture<>());
        ask(client, of("close")).get();
        end.get();
    }

    private void open(int client, Path session) throws Exception {
        ObjectNode proxy = of("proxy").put("server", "127.0.0.1").put("port", proxyPort);
        proxy.set("type", of("proxyTypeSocks5").put("username", "").put("password", ""));
        ObjectNode add = of("addProxy").put("enable", true).put("comment", "");
        add.set("proxy", proxy);
        // Answered only when the parameters are set.
        CompletableFuture<String> added = ask(client, add);
        ask(
                        client,
                        of("setTdlibParameters")
                                .put("database_directory", session.toString())
                                .put("files_directory", session.resolve("files").toString())
                                .put("use_file_database", true)
                                .put("use_chat_info_database", true)
                                .put("use_message_database", true)
                                .put("api_id", 12345)
                                .put("api_hash", "0123456789abcdef0123456789abcdef")
                                .put("system_language_code", "en")
                                .put("device_model", "Test")
                                .put("application_version", "1"))
                .get();
        added.get();
    }

    private CompletableFuture<String> messages(int client, long chat, int first, int posts, int batch) {
        ObjectNode request = of("getMessages").put("chat_id", chat);
        var ids = request.putArray("message_ids");
        for (int id = first; id < first + batch && id <= posts; id++) {
            ids.add((long) id << 20);
        }
        return ids.isEmpty() ? CompletableFuture.completedFuture("{}") : ask(client, request);
    }

    private static int file(JsonNode content) {
        JsonNode sizes = content.path("photo").path("sizes");
        JsonNode file = sizes.isEmpty()
                ? content.path("document").has("document")
                        ? content.path("document").path("document")
                        : content.path("audio").path("audio")
                : sizes.get(sizes.size() - 1).path("photo");
        return file.path("id").asInt();
    }

    private CompletableFuture<String> ask(int client, ObjectNode request) {
        String id = Long.toString(extra.incrementAndGet());
        CompletableFuture<String> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        tdlib.send(client, request.put("@extra", id).toString());
        return answer;
    }

    /** Takes what comes, with as little work as can be: updates of files come by the thousand. */
    private void receive() {
        while (true) {
            String received = tdlib.receive(RECEIVE_TIMEOUT);
            if (received == null) {
                continue;
            }
            int at = received.lastIndexOf(EXTRA);
            if (at >= 0) {
                int from = at + EXTRA.length();
                CompletableFuture<String> answer =
                        waiting.remove(received.substring(from, received.indexOf('"', from)));
                if (answer != null) {
                    if (received.startsWith("{\"@type\":\"error\"")) {
                        answer.completeExceptionally(new IOException(received));
                    } else {
                        answer.complete(received);
                    }
                }
            } else if (received.contains("\"authorizationStateReady\"")) {
                told(ready, received);
            } else if (received.contains("\"authorizationStateClosed\"")) {
                told(closed, received);
            }
        }
    }

    private static void told(Map<Integer, CompletableFuture<String>> clients, String update) {
        int client = Integer.parseInt(update.replaceAll(".*\"@client_id\":(\\d+).*", "$1"));
        clients.computeIfAbsent(client, id -> new CompletableFuture<>()).complete(update);
    }

    private static ObjectNode of(String type) {
        return JSON.createObjectNode().put("@type", type);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }
}
