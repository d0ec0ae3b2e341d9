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
 * TDLib's log file. It is also the only place where TDLib says why a download failed: the interface reports only that
 * it is no longer active.
 */
public final class TdLog {

    /** Warnings and worse: the level at which TDLib writes why a download failed (FileManager.cpp). */
    private static final int VERBOSITY = 2;

    private static final long MAX_BYTES = 10L << 20;
    private static final int TAIL_BYTES = 64 << 10;

    /**
     * {@code [#client]}, what TDLib was about (DownloadQuery::Type: the bytes themselves, a new file reference, a chat's
     * photo), and the file as its number and, in parentheses, that of its remote location.
     */
    private static final Pattern FAILED_DOWNLOAD = Pattern.compile(
            "\\[#(\\d{1,9})](?:(?!\\[#)[^\\n])*?\\tFailed to Download(\\w{0,30}) file (\\d{1,9})(?:\\(-?\\d+\\))?"
                    + " of type [^:]*: \\[(?:Error|PosixError : ([^:\\n]*)) : (-?\\d{1,9}) : (.*)\\]");

    /** The client, the wait that TDLib asks for when it gives a query up, and what Telegram had answered (NetQueryDelayer.cpp). */
    private static final Pattern GIVEN_UP =
            Pattern.compile("\\[#(\\d{1,9})](?:(?!\\[#)[^\\n])*?\\tFailed: [^\\n]*?\\[timeout:(\\d{1,9})][^\\n]*?"
                    + " because of \\[Error : (-?\\d{1,9}) : ([^\\n]*?)\\] from ");

    /** Of many parts that are given up together, each leaves a line or two. */
    private static final int GIVEN_UP_TAIL_BYTES = 1 << 20;

    private final Path file;

    /** The log is, or will be, this file. */
    public TdLog(Path file) {
        this.file = file;
    }

    /** Sends TDLib's log of the whole process to the file, whose folder must exist. */
    public void open(TdJson tdJson) {
        ObjectNode stream = TdRequest.of("logStreamFile")
                .put("path", file.toAbsolutePath().toString())
                .put("max_file_size", MAX_BYTES)
                .put("redirect_stderr", false);
        ObjectNode request = TdRequest.of("setLogStream");
        request.set("log_stream", stream);
        // Quiet first, so that nothing reaches the terminal before the file is there.
        tdJson.execute(TdRequest.of("setLogVerbosityLevel")
                .put("new_verbosity_level", 0)
                .toString());
        tdJson.execute(request.toString());
        tdJson.execute(TdRequest.of("setLogVerbosityLevel")
                .put("new_verbosity_level", VERBOSITY)
                .toString());
    }

    /** How long the log is now: a mark for {@link #whyFailed}. */
    public long position() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * The last reason for which a client's download of a file failed since {@code position}, as code and text. Two
     * clients may have the same number for different files.
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
     * What Telegram answered when TDLib reports {@code error}. They differ when that asks to retry after N seconds: TDLib
     * says so of a query that it gives up, whether Telegram has asked for a wait or fails again and again
     * ({@link RetryAfter}). Only the log tells these apart, by a line that it writes before it reports the error. Where
     * the log does not have that line, the number has to tell.
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
                        ? new TdError(500, "errors again and again, until TDLib gave up")
                        : error);
    }

    /** The operating system's errors come in words and with its own numbers, which are no codes of Telegram's. */
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
            // Shorter than it was: TDLib has begun a new file.
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
