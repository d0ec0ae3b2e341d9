package dev.tgarchiver.tdlib.lane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tdlib.Connectivity;
import dev.tgarchiver.tdlib.PostMapping;
import dev.tgarchiver.tdlib.SessionSettings;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.TdFailures;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLog;
import dev.tgarchiver.tdlib.binding.TdReceiver;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.tdlib.login.SessionKey;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import dev.tgarchiver.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A client for checks that change nothing: either without a login, on its own database, or with the account's, on a
 * copy of its session. For one thread. Every method that asks Telegram has a time limit.
 */
public final class TdProbe implements AutoCloseable {

    private final TdSession session;

    private TdProbe(TdSession session) {
        this.session = session;
    }

    /** Opens the client on its own folder, which contains a {@linkplain #copy copy} or nothing. Needs no network. */
    public static TdProbe open(
            TdJson tdJson, TdReceiver receiver, TdLog log, SessionSettings settings, Connectivity connectivity)
            throws TelegramFailure, InterruptedException {
        return new TdProbe(TdSession.open(tdJson, receiver, log, settings, connectivity));
    }

    /** Whether a session has ever been opened in a folder. */
    public static boolean isSession(Path session) {
        return Files.exists(session.resolve("td.binlog"));
    }

    /**
     * Copies a session, which must not be open; the copy is as secret as the session.
     *
     * @param folder the folder for the copy; created if missing, for its owner only
     * @return the path of the copy in the folder
     */
    public static Path copy(Path session, Path folder) throws TelegramFailure {
        SessionKey.secureFolder(session);
        LaneFolders folders = new LaneFolders(folder, LaneFolders.MOST_DATABASE_BYTES);
        folders.takeSnapshot(session);
        return folders.copy(1);
    }

    /** Sends Telegram a test request. Returns the time until the answer; empty when there was none in time. */
    public Optional<Duration> ask(Duration limit) throws InterruptedException {
        long start = Time.SYSTEM.nanoTime();
        try {
            JsonNode unused = await(TdRequest.of("testNetwork"), limit);
        } catch (TdError | TimeoutException e) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(Time.SYSTEM.nanoTime() - start));
    }

    /** Telegram's time in whole seconds, if the client has received it; else this machine's. */
    public Instant serverTime() throws TelegramFailure, InterruptedException {
        return Instant.ofEpochSecond(option("unix_time").asLong());
    }

    /** Whether the account is logged in, as far as this machine knows. */
    public boolean loggedIn() {
        return session.loggedIn();
    }

    /** The account's session. */
    public TdSession session() {
        return session;
    }

    /** Whether the account has Telegram Premium, which gives it more speed. */
    public boolean isPremium() throws TelegramFailure, InterruptedException {
        return option("is_premium").asBoolean();
    }

    private JsonNode option(String name) throws TelegramFailure, InterruptedException {
        try {
            return session.client()
                    .call(TdRequest.of("getOption").put("name", name))
                    .path("value");
        } catch (TdError e) {
            throw TdFailures.of(e, "Asking TDLib for " + name);
        }
    }

    /**
     * The result of a speed measurement.
     *
     * @param bytes the downloaded bytes
     * @param took the duration of the download, without the search for the post
     */
    public record Speed(long bytes, Duration took) {}

    /**
     * Downloads the start of a post's file into the client's own folder. Needs a login.
     *
     * @param most the maximum number of bytes
     * @throws TelegramFailure when the file no longer exists, or no byte was received
     */
    public Speed measure(PostId post, long most, Duration limit) throws TelegramFailure, InterruptedException {
        TdConnection connection = session.connection();
        try {
            JsonNode message = await(
                    TdRequest.of("getMessage")
                            .put("chat_id", post.chatId())
                            .put("message_id", PostMapping.tdlibId(post.messageId())),
                    limit);
            int file = PostMapping.file(message)
                    .orElseThrow(() -> new Transient("the post no longer has a file"))
                    .path("id")
                    .intValue();
            return measure(file, most, limit);
        } catch (TdError e) {
            throw connection.failure(e, "Looking for a file to measure with");
        } catch (TimeoutException e) {
            throw new Transient("no answer within " + limit.toSeconds() + " s");
        }
    }

    private Speed measure(int file, long most, Duration limit) throws TelegramFailure, TdError, InterruptedException {
        if (downloaded(file) > 0) {
            throw new Transient("the session already has the file");
        }
        long start = Time.SYSTEM.nanoTime();
        try {
            JsonNode unused = await(
                    TdRequest.of("downloadFile")
                            .put("file_id", file)
                            .put("priority", 1)
                            .put("offset", 0)
                            .put("limit", most)
                            .put("synchronous", true),
                    limit);
        } catch (TimeoutException e) {
            // The bytes received so far are enough for the measurement.
            session.client().tell(TdRequest.of("cancelDownloadFile").put("file_id", file));
        }
        Duration took = Duration.ofNanos(Time.SYSTEM.nanoTime() - start);
        long bytes = downloaded(file);
        if (bytes == 0) {
            throw new Transient("no byte was received within " + limit.toSeconds() + " s");
        }
        return new Speed(bytes, took);
    }

    private long downloaded(int file) throws TdError, InterruptedException {
        return session.client()
                .call(TdRequest.of("getFile").put("file_id", file))
                .path("local")
                .path("downloaded_size")
                .longValue();
    }

    private JsonNode await(ObjectNode request, Duration limit) throws TdError, TimeoutException, InterruptedException {
        CompletableFuture<JsonNode> answer = session.client().send(request);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TdError error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Closes TDLib and waits for it; never throws. */
    @Override
    public void close() {
        session.close();
    }

    /** Whether TDLib has closed properly. */
    public boolean isClosed() {
        return session.isClosed();
    }
}
