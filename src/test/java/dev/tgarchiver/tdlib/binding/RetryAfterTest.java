package dev.tgarchiver.tdlib.binding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is behind TDLib's "retry after N": a flood wait of Telegram's, or errors until TDLib gave up. */
final class RetryAfterTest {

    /** As TDLib 1.8.65 writes it. */
    private static final String GIVEN_UP =
            "[ 2][t 4][1795748125.128812074][NetQueryDelayer.cpp:102][#%d][!NetQueryDelayer]\t"
                    + "Failed: [Query:[id:2555905][tl:0xbe5335be]] [timeout:%d][total_timeout:63] because of [Error : %d : %s] from "
                    + "Session:1:download#0::Connect::TCP::Socks5 [127.0.0.1:1080] --> [149.154.167.50:443] to DcId{1} from "
                    + "[127.0.0.1:39480]\n";

    @TempDir
    private Path folder;

    private Path file;
    private TdLog log;

    @BeforeEach
    void open() {
        file = folder.resolve("tdlib.log");
        log = new TdLog(file);
    }

    @ParameterizedTest
    @CsvSource({
        "500, INTERNAL, 32",
        "-503, Timeout, 32",
        "500, WORKER_BUSY_TOO_LONG_RETRY, 1",
        "420, OF_ANOTHER_KIND, 32"
    })
    void what_tdlib_gave_up_is_the_error_that_telegram_gave(int code, String text, int seconds) throws IOException {
        write(GIVEN_UP.formatted(1, seconds, code, text));
        TdError cause = log.cause(1, asksToRetryAfter(seconds));
        assertThat(cause.code()).isEqualTo(code);
        assertThat(cause.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"FLOOD_WAIT_32", "FLOOD_PREMIUM_WAIT_32", "SLOWMODE_WAIT_32"})
    void a_wait_that_telegram_asks_for_stays_one_even_of_32_s(String text) throws IOException {
        write(GIVEN_UP.formatted(1, 32, 420, text));
        assertThat(log.cause(1, asksToRetryAfter(32)).text()).contains("retry after 32");
    }

    @Test
    void the_last_query_of_the_client_that_was_given_up_with_this_wait_counts() throws IOException {
        write(GIVEN_UP.formatted(1, 32, 500, "INTERNAL")
                + GIVEN_UP.formatted(1, 30, 420, "FLOOD_WAIT_30")
                + GIVEN_UP.formatted(2, 32, 420, "FLOOD_WAIT_32"));
        assertThat(log.cause(1, asksToRetryAfter(32)).code()).isEqualTo(500);
        assertThat(log.cause(1, asksToRetryAfter(30)).code()).isEqualTo(429);
        assertThat(log.cause(2, asksToRetryAfter(32)).code()).isEqualTo(429);
        write(GIVEN_UP.formatted(1, 32, 420, "FLOOD_WAIT_32"));
        assertThat(log.cause(1, asksToRetryAfter(32)).code()).isEqualTo(429);
    }

    @Test
    void many_lines_later_it_is_still_found() throws IOException {
        write(GIVEN_UP.formatted(1, 32, 500, "INTERNAL"));
        write(GIVEN_UP.formatted(2, 16, 500, "OTHER").repeat(2_000));
        assertThat(log.cause(1, asksToRetryAfter(32)).text()).isEqualTo("INTERNAL");
    }

    @Test
    void a_download_that_was_given_up_failed_for_what_telegram_answered() throws IOException {
        write(GIVEN_UP.formatted(1, 32, 500, "INTERNAL")
                + "[ 2][t 4][1.1][FileManager.cpp:5025][#1][!FileManager]\tFailed to Download file 2(0) of type Document: "
                + "[Error : 429 : Too Many Requests: retry after 32]\n");
        assertThat(log.whyFailed(1, 2, 0))
                .hasValueSatisfying(error -> assertThat(error.text()).isEqualTo("INTERNAL"));
    }

    @ParameterizedTest
    @CsvSource({"32, false", "31, true", "100, true", "3, true", "16, true"})
    void without_the_line_the_number_tells(int seconds, boolean isWait) {
        String text = log.cause(1, asksToRetryAfter(seconds)).text();
        assertThat(text.contains("retry after")).isEqualTo(isWait);
    }

    @Test
    void other_errors_are_what_they_say() throws IOException {
        write(GIVEN_UP.formatted(1, 32, 500, "INTERNAL"));
        assertThat(log.cause(1, new TdError(400, "CHANNEL_PRIVATE")).text()).isEqualTo("CHANNEL_PRIVATE");
    }

    private static TdError asksToRetryAfter(int seconds) {
        return new TdError(429, "Too Many Requests: retry after " + seconds);
    }

    private void write(String text) throws IOException {
        Files.write(file, text.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
