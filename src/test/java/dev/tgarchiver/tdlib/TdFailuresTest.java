package dev.tgarchiver.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.FloodWait;
import dev.tgarchiver.telegram.TelegramFailure.Kind;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TdFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "400, Too Many Requests: retry after 100, 100",
        "429, Too Many Requests: retry after 3, 3",
        "429, Too Many Requests: retry after 13078, 13078"
    })
    void a_flood_wait_is_known_by_its_text_whatever_the_code(int code, String text, long seconds) {
        TelegramFailure failure = TdFailures.of(code, text, "Downloading");
        assertThat(failure).isInstanceOf(FloodWait.class);
        assertThat(((FloodWait) failure).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "401, SESSION_REVOKED, LOGIN_NEEDED",
        "401, Unauthorized, LOGIN_NEEDED",
        "401, Wrong database encryption key, LOCAL",
        "400, CHANNEL_PRIVATE, NO_ACCESS",
        "400, USERNAME_NOT_OCCUPIED, NO_ACCESS",
        "400, Chat not found, NO_ACCESS",
        "400, Can't access the chat, NO_ACCESS",
        "404, Not Found, TRANSIENT",
        "400, Message not found, GONE",
        "500, Internal, TRANSIENT",
        "0, the download stopped, TRANSIENT",
        "400, File download has failed or was canceled, TRANSIENT",
        "0, No space left on device, LOCAL",
        "400, Failed to save file part to the file, LOCAL",
        "400, 'Can''t lock file \"td.binlog\", because it is already in use', HELD"
    })
    void every_error_has_its_kind(int code, String text, Kind kind) {
        assertThat(TdFailures.of(code, text, "Doing").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"500, INTERNAL", "400, CHANNEL_PRIVATE"})
    void a_message_says_what_was_done_and_what_telegram_said(int code, String text) {
        assertThat(TdFailures.of(code, text, "Reading the history").getMessage())
                .startsWith("Reading the history: ")
                .contains(text);
    }
}
