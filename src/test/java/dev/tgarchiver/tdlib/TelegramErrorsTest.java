package dev.tgarchiver.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks the table of errors, and looks up in it what the methods that TDLib calls may answer. */
final class TelegramErrorsTest {

    /** Possible errors of the methods, after core.telegram.org; of those about parameters, the ones that can be met. */
    private static final List<String> DOCUMENTED = List.of(
            "API_ID_INVALID API_ID_PUBLISHED_FLOOD PHONE_NUMBER_APP_SIGNUP_FORBIDDEN PHONE_NUMBER_BANNED "
                    + "PHONE_NUMBER_FLOOD PHONE_NUMBER_INVALID PHONE_PASSWORD_FLOOD PHONE_PASSWORD_PROTECTED "
                    + "UPDATE_APP_TO_LOGIN",
            "PHONE_CODE_EMPTY PHONE_CODE_EXPIRED PHONE_CODE_INVALID PHONE_NUMBER_UNOCCUPIED PASSWORD_HASH_INVALID "
                    + "SEND_CODE_UNAVAILABLE EMAIL_VERIFY_EXPIRED",
            "USERNAME_INVALID USERNAME_NOT_OCCUPIED INVITE_HASH_EMPTY INVITE_HASH_EXPIRED INVITE_HASH_INVALID",
            "CHANNEL_INVALID CHANNEL_PRIVATE CHAT_ID_INVALID PEER_ID_INVALID FROZEN_PARTICIPANT_MISSING "
                    + "FROZEN_METHOD_INVALID CHAT_ADMIN_REQUIRED CHANNEL_MONOFORUM_UNSUPPORTED CHANNEL_PUBLIC_GROUP_NA "
                    + "USER_BANNED_IN_CHANNEL CHAT_FORBIDDEN CHAT_RESTRICTED USER_NOT_PARTICIPANT MSG_ID_INVALID "
                    + "MESSAGE_IDS_EMPTY PERSISTENT_TIMESTAMP_OUTDATED PERSISTENT_TIMESTAMP_INVALID "
                    + "PREMIUM_ACCOUNT_REQUIRED USER_RESTRICTED",
            "CDN_METHOD_INVALID FILEREF_UPGRADE_NEEDED FILE_ID_INVALID FILE_REFERENCE_EMPTY FILE_REFERENCE_EXPIRED "
                    + "LIMIT_INVALID LOCATION_INVALID OFFSET_INVALID FILE_TOKEN_INVALID",
            "AUTH_KEY_INVALID AUTH_KEY_PERM_EMPTY AUTH_KEY_UNREGISTERED AUTH_KEY_DUPLICATED SESSION_EXPIRED "
                    + "SESSION_REVOKED USER_DEACTIVATED USER_DEACTIVATED_BAN BOT_METHOD_INVALID Timeout");

    /** TDLib's own. */
    private static final List<String> OF_TDLIB = List.of(
            "Chat not found",
            "Chat info not found",
            "Supergroup not found",
            "Can't access the chat",
            "Chat is not accessible",
            "Chat is deactivated",
            "Not enough rights in the channel",
            "Have no rights to get the history",
            "Message not found",
            "Not Found",
            "Wrong invite link",
            "Username is invalid",
            "Unauthorized",
            "Request aborted",
            "Valid api_id must be provided. Can be obtained at https://my.telegram.org");

    static Stream<String> listed() {
        return Stream.concat(DOCUMENTED.stream().flatMap(line -> Stream.of(line.split(" "))), OF_TDLIB.stream());
    }

    static Stream<Arguments> entries() {
        return TelegramErrors.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("listed")
    void every_error_that_is_documented_is_in_the_table(String text) {
        assertThat(TelegramErrors.find(text)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void every_entry_has_a_sentence_for_people_and_its_code_follows_in_parentheses(
            String text, TelegramErrors.Entry entry) {
        assertThat(entry.sentence()).doesNotContain("_INVALID").doesNotContainPattern("[A-Z]_[A-Z]");
        if (entry.means() == TelegramErrors.Means.ASK_AGAIN) {
            assertThat(entry.sentence()).matches("[A-Z].*\\.");
            return;
        }
        assertThat(entry.sentence()).doesNotEndWith(".");
        TelegramFailure failure = TdFailures.of(400, text, "Reading the history");
        assertThat(failure.getMessage()).containsIgnoringCase(entry.sentence()).contains("(" + text + ")");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void every_entry_has_the_kind_that_its_meaning_asks_for(String text, TelegramErrors.Entry entry) {
        Map<TelegramErrors.Means, Kind> kinds = Map.of(
                TelegramErrors.Means.TRANSIENT, Kind.TRANSIENT,
                TelegramErrors.Means.ASK_AGAIN, Kind.TRANSIENT,
                TelegramErrors.Means.GONE, Kind.GONE,
                TelegramErrors.Means.NO_ACCESS, Kind.NO_ACCESS,
                TelegramErrors.Means.ACCOUNT_REFUSED, Kind.ACCOUNT_REFUSED,
                TelegramErrors.Means.LOGIN_NEEDED, Kind.LOGIN_NEEDED,
                TelegramErrors.Means.LOGIN_REFUSED, Kind.LOGIN_NEEDED);
        assertThat(TdFailures.of(400, text, "Doing").kind()).isEqualTo(kinds.get(entry.means()));
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT_ADMIN_REQUIRED, NO_ACCESS",
        "CHANNEL_MONOFORUM_UNSUPPORTED, NO_ACCESS",
        "FROZEN_METHOD_INVALID, ACCOUNT_REFUSED",
        "USER_DEACTIVATED_BAN, LOGIN_NEEDED",
        "PHONE_NUMBER_BANNED, LOGIN_NEEDED"
    })
    void what_cannot_pass_is_no_passing_trouble(String text, Kind kind) {
        assertThat(TdFailures.of(400, text, "Doing").kind()).isEqualTo(kind);
        assertThat(TdFailures.of(406, text, "Doing").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SOME_NEW_ERROR", ""})
    void what_nobody_has_listed_may_pass_and_is_told_with_its_code(String text) {
        TelegramFailure failure = TdFailures.of(406, text, "Doing");
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.getMessage())
                .contains("Telegram refuses this")
                .contains("406")
                .contains(text);
    }

    @Test
    void a_refused_application_is_to_be_copied_again() {
        assertThat(TdFailures.of(400, "API_ID_INVALID", "Logging in").getMessage())
                .contains("copy both again from my.telegram.org");
    }

    @Test
    void a_fault_inside_telegram_is_told_as_one() {
        assertThat(TdFailures.of(500, "INTERNAL", "Doing").getMessage())
                .isEqualTo("Doing: Telegram has an internal error, which may be temporary (500 INTERNAL)");
        assertThat(TdFailures.of(-503, "NEW", "Doing").getMessage()).contains("an internal error");
    }
}
