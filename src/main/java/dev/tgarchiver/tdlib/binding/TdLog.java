package dev.tgarchiver.tdlib.binding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TDLib's log file. Only this file says why a download failed: the interface only reports that the download is no
 * longer active.
 */
public final class TdLog {

    /** Warnings and worse: the level at which TDLib writes why a download failed (FileManager.cpp). */
    private static final int VERBOSITY = 2;

    private static final long MAX_BYTES = 10L << 20;
    private static final int TAIL_BYTES = 64 << 10;

    /**
     * Matches {@code [#client]}, the kind of query (DownloadQuery::Type: the bytes themselves, a new file reference, a
     * chat's photo), and the number of the file and, in parentheses, of its remote location.
     */
    private static final Pattern FAILED_DOWNLOAD = Pattern.compile(
            "\\[#(\\d{1,9})](?:(?!\\[#)[^\\n])*?\\tFailed to Download(\\w{0,30}) file (\\d{1,9})(?:\\(-?\\d+\\))?"
                    + " of type [^:]*: \\[(?:Error|PosixError : ([^:\\n]*)) : (-?\\d{1,9}) : (.*)\\]");

    /**
     * Matches the client, the wait that TDLib reports when it gives up a query, and Telegram's answer
     * (NetQueryDelayer.cpp).
     */
    private static final Pattern GIVEN_UP =
            Pattern.compile("\\[#(\\d{1,9})](?:(?!\\[#)[^\\n])*?\\tFailed: [^\\n]*?\\[timeout:(\\d{1,9})][^\\n]*?"
                    + " because of \\[Error : (-?\\d{1,9}) : ([^\\n]*?)\\] from ");

    /** When TDLib gives up many parts together, each of them leaves a line or two. */
    private static final int GIVEN_UP_TAIL_BYTES = 1 << 20;

    private final Path file;

    /** A log in this file, which need not exist yet. */
    public TdLog(Path file) {
        this.file = file;
    }

    /** Directs TDLib's log of the whole process to the file, whose folder must exist. */
    public void open(TdJson tdJson) {
        ObjectNode stream = TdRequest.of("logStreamFile")
                .put("path", file.toAbsolutePath().toString())
                .put("max_file_size", MAX_BYTES)
                .put("redirect_stderr", false);
        ObjectNode request = TdRequest.of("setLogStream");
        request.set("log_stream", stream);
        // Silence the log first, so that nothing reaches the terminal before the file is open.
        tdJson.execute(TdRequest.of("setLogVerbosityLevel")
                .put("new_verbosity_level", 0)
                .toString());
        tdJson.execute(request.toString());
        tdJson.execute(TdRequest.of("setLogVerbosityLevel")
                .put("new_verbosity_level", VERBOSITY)
                .toString());
    }

    /** The current length of the log in bytes: a position for {@link #whyFailed}. */
    public long position() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * The latest reason since {@code position} why a client's download of a file failed, as code and text. Two clients
     * may use the same number for different files.
     */
    public Optional<TdError> whyFailed(int clientId, int fileId, long position) {
        Optional<TdError> last = Optional.empty();
        Matcher matcher = FAILED_DOWNLOAD.matcher(since(position, TAIL_BYTES));
        while (matcher.find()) {
            if (Integer.parseInt(matcher.group(1)) == clientId && Integer.parseInt(matcher.group(3)) == fileId) {
                last = Optional.of(error(matcher));
            }
        }
        return last.map(error -> cause(clientId, error));
    }

    /**
     * Telegram's answer behind an {@code error} that TDLib reports. The two differ when the error asks to retry after N
     * seconds: TDLib reports this for every query that it gives up, whether Telegram asked for a wait or failed
     * repeatedly ({@link RetryAfter}). Only the log distinguishes these cases, by a line that TDLib writes before it
     * reports the error. If the log does not have that line, the number N decides.
     */
    public TdError cause(int clientId, TdError error) {
        Optional<Duration> wait = error.isOfReference() ? Optional.empty() : RetryAfter.in(error.text());
        if (wait.isEmpty()) {
            return error;
        }
        Optional<TdError> last = Optional.empty();
        Matcher matcher = GIVEN_UP.matcher(since(0, GIVEN_UP_TAIL_BYTES));
        while (matcher.find()) {
            if (Integer.parseInt(matcher.group(1)) == clientId
                    && Long.parseLong(matcher.group(2)) == wait.get().toSeconds()) {
                last = Optional.of(new TdError(Integer.parseInt(matcher.group(3)), matcher.group(4)));
            }
        }
        return last.map(answer -> RetryAfter.isAskedBy(answer) ? error : answer)
                .orElseGet(() -> RetryAfter.looksLikeGivingUp(wait.get())
                        ? new TdError(500, "repeated errors, until TDLib gave up")
                        : error);
    }

    /** The operating system's errors have a text and its own numbers, which are not Telegram's codes. */
    private static TdError error(Matcher matcher) {
        String ofSystem = matcher.group(4);
        return ofSystem == null
                ? new TdError(
                        Integer.parseInt(matcher.group(5)),
                        matcher.group(6),
                        matcher.group(2).equals("WaitFileReference"))
                : new TdError(0, ofSystem + ": " + matcher.group(6));
    }

    private String since(long position, int most) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long length = log.length();
            // If the log is shorter than before, TDLib has started a new file.
            long start = Math.max(length < position ? 0 : position, length - most);
            byte[] tail = new byte[(int) (length - start)];
            log.seek(start);
            log.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
