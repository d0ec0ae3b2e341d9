package dev.tgarchiver.tdlib.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.tdlib.Patience;
import dev.tgarchiver.tdlib.TdClient;
import dev.tgarchiver.tdlib.TdFailures;
import dev.tgarchiver.tdlib.TelegramErrors;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.LoginDialogue;
import dev.tgarchiver.telegram.LoginDialogue.CodeAnswer;
import dev.tgarchiver.telegram.LoginDialogue.CodeInfo;
import dev.tgarchiver.telegram.LoginDialogue.LoginAborted;
import dev.tgarchiver.telegram.LoginDialogue.WentBack;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.LoginNeeded;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import java.time.Duration;
import java.util.Optional;

/**
 * Guides the user through the authorization states, and asks for what Telegram needs. Starts with the user's current
 * input and ignores an incomplete login that TDLib remembers, which may be for a mistyped number.
 */
public final class LoginFlow {

    /** Longer than TDLib's own attempts to reach Telegram. */
    private static final Duration NEXT_STATE = Duration.ofMinutes(3);

    /** A QR code's link is renewed about every 30 s, but a user may need longer to find the phone. */
    private static final Duration SCAN = Duration.ofMinutes(10);

    private static final int BAD_REQUEST = 400;
    private static final int MINUTES_OF_TWO_HOURS = 120;

    private final TdClient client;
    private final AuthorizationStates states;
    private final LoginDialogue dialogue;
    private final boolean qr;

    /** Whether the user started this login, and TDLib does not merely remember it. */
    private boolean started;

    /** Whether the current state is a new one. */
    private boolean fresh;

    private boolean codeExpired;
    private String phone = "";

    public LoginFlow(TdClient client, AuthorizationStates states, LoginDialogue dialogue, boolean qr) {
        this.client = client;
        this.states = states;
        this.dialogue = dialogue;
        this.qr = qr;
    }

    /** Logs in from a state; returns when Telegram has accepted the login. */
    public void run(JsonNode first) throws TelegramFailure, LoginAborted, InterruptedException {
        JsonNode state = first;
        while (!AuthorizationStates.type(state).equals("authorizationStateReady")) {
            try {
                if (started) {
                    act(state);
                } else {
                    start(state);
                }
                state = next(AuthorizationStates.type(state));
                fresh = true;
            } catch (WentBack e) {
                started = false;
            } catch (TdError e) {
                fresh = false;
                Optional<TelegramFailure.Unreachable> unreachable =
                        client.link().all().givenUp();
                if (unreachable.isPresent()) {
                    throw unreachable.get();
                }
                // The state is unchanged, so the same question is asked again with the reason.
                dialogue.rejected(reason(e));
            }
        }
    }

    private JsonNode next(String current) throws TdError, TelegramFailure, InterruptedException {
        boolean scanning = current.equals("authorizationStateWaitOtherDeviceConfirmation");
        Patience patience = new Patience(client.link(), scanning ? SCAN : NEXT_STATE);
        Optional<JsonNode> next = states.next(Patience.STEP);
        while (next.isEmpty()) {
            if (patience.isOver()) {
                throw scanning
                        ? new LoginNeeded(
                                "The QR code was not scanned within 10 minutes; " + TdFailures.LOGIN_COMMAND + " --qr")
                        : new Transient(
                                "Telegram did not answer the login for 3 minutes; check the network and try again");
            }
            next = states.next(Patience.STEP);
        }
        return next.get();
    }

    private void act(JsonNode state) throws TelegramFailure, TdError, LoginAborted, WentBack, InterruptedException {
        switch (AuthorizationStates.type(state)) {
            case "authorizationStateWaitPhoneNumber" -> start(state);
            case "authorizationStateWaitCode" -> code(state.path("code_info"));
            case "authorizationStateWaitPassword" ->
                client.call(TdRequest.of("checkAuthenticationPassword")
                        .put(
                                "password",
                                dialogue.password(
                                        phone, state.path("password_hint").asText())));
            case "authorizationStateWaitEmailAddress" ->
                client.call(
                        TdRequest.of("setAuthenticationEmailAddress").put("email_address", dialogue.emailAddress()));
            case "authorizationStateWaitEmailCode" -> emailCode(state.path("code_info"));
            case "authorizationStateWaitOtherDeviceConfirmation" ->
                dialogue.qr(state.path("link").asText());
            case "authorizationStateWaitRegistration" ->
                throw new LoginNeeded(
                        "Telegram has no account with this phone number, and the archiver does not make one. "
                                + "Register in a Telegram app, then " + TdFailures.LOGIN_COMMAND);
            case "authorizationStateWaitPremiumPurchase" ->
                throw new LoginNeeded("Telegram lets this number in only after a Premium purchase in an official app. "
                        + "Log in there once, then " + TdFailures.LOGIN_COMMAND);
            case "authorizationStateLoggingOut", "authorizationStateClosing", "authorizationStateClosed" ->
                throw new LoginNeeded("The login was ended before it was complete; " + TdFailures.LOGIN_COMMAND);
            default ->
                dialogue.tell(
                        "Telegram is in a state that this archiver does not know: " + AuthorizationStates.type(state));
        }
    }

    /**
     * TDLib accepts a number or a request for a QR code in every state in which it waits for an answer of a login by
     * number.
     */
    private void start(JsonNode state) throws TelegramFailure, TdError, LoginAborted, WentBack, InterruptedException {
        if (!AuthorizationStates.isLoginStarted(state) && !AuthorizationStates.isLoginExpected(state)) {
            act(state);
            return;
        }
        if (qr) {
            ObjectNode request = TdRequest.of("requestQrCodeAuthentication");
            request.putArray("other_user_ids");
            client.call(request);
        } else {
            sendCode(dialogue.phone());
        }
        started = true;
    }

    private void sendCode(String number) throws TdError, InterruptedException {
        client.call(TdRequest.of("setAuthenticationPhoneNumber").put("phone_number", number));
        phone = number;
        codeExpired = false;
    }

    private void code(JsonNode info) throws TdError, LoginAborted, WentBack, InterruptedException {
        JsonNode next = info.path("next_type");
        CodeAnswer answer = dialogue.code(new CodeInfo(
                phone,
                fresh,
                sentTo(info.path("type")),
                info.path("type").path("length").intValue(),
                next.isObject() ? sentTo(next) : "",
                Duration.ofSeconds(info.path("timeout").longValue())));
        if (!answer.equals(CodeAnswer.RESEND)) {
            client.call(TdRequest.of("checkAuthenticationCode").put("code", answer.code()));
        } else if (codeExpired) {
            // An expired code cannot be sent again, so a new one is requested.
            sendCode(phone);
        } else {
            ObjectNode request = TdRequest.of("resendAuthenticationCode");
            request.set("reason", TdRequest.of("resendCodeReasonUserRequest"));
            client.call(request);
        }
    }

    private void emailCode(JsonNode info) throws TdError, LoginAborted, WentBack, InterruptedException {
        String code = dialogue.emailCode(info.path("email_address_pattern").asText());
        ObjectNode request = TdRequest.of("checkAuthenticationEmailCode");
        request.set("code", TdRequest.of("emailAddressAuthenticationCode").put("code", code));
        client.call(request);
    }

    private static String sentTo(JsonNode type) {
        return switch (type.path("@type").asText()) {
            case "authenticationCodeTypeTelegramMessage" -> "to your Telegram app";
            case "authenticationCodeTypeSms" -> "by SMS";
            case "authenticationCodeTypeSmsWord" ->
                "by SMS, a word that starts with \"" + type.path("first_letter").asText() + "\"";
            case "authenticationCodeTypeSmsPhrase" ->
                "by SMS, a phrase that starts with \"" + type.path("first_word").asText() + "\"";
            case "authenticationCodeTypeCall" -> "by a phone call";
            case "authenticationCodeTypeFlashCall" ->
                "as the caller's number of a call that rings once ("
                        + type.path("pattern").asText() + ")";
            case "authenticationCodeTypeMissedCall" ->
                "as the last digits of a missed call from "
                        + type.path("phone_number_prefix").asText();
            case "authenticationCodeTypeFragment" ->
                "to your number on " + type.path("url").asText();
            default -> "by a way that only the official app supports";
        };
    }

    /**
     * The explanation for the user before the same question is asked again.
     *
     * @throws TelegramFailure when asking again is useless; also for a wait, since the user is not logged in and
     *     decides when to retry
     */
    private String reason(TdError error) throws TelegramFailure {
        Optional<TelegramErrors.Entry> entry = TelegramErrors.find(error.text());
        if (error.text().equals("PHONE_CODE_EXPIRED")) {
            codeExpired = true;
            return "This code has expired; press Enter without a code for a new one.";
        }
        if (error.text().startsWith("Authentication code can't be")) {
            return "Telegram can send no other code now.";
        }
        if (entry.filter(any -> any.means() == TelegramErrors.Means.ASK_AGAIN).isPresent()) {
            return entry.get().sentence();
        }
        TelegramFailure failure = TdFailures.of(error, "Logging in");
        if (failure instanceof TelegramFailure.FloodWait wait) {
            throw new LoginNeeded("There were too many attempts to log in: Telegram asks to wait "
                    + words(wait.retryAfter()) + " before the next one (flood wait). Then " + TdFailures.LOGIN_COMMAND);
        }
        if (failure.kind() != TelegramFailure.Kind.TRANSIENT) {
            throw failure;
        }
        // A QR code needs no input, so the same request would be repeated endlessly.
        boolean typed = started || !qr;
        if (error.code() != BAD_REQUEST || !typed) {
            throw new LoginNeeded(failure.getMessage() + ". You are not logged in; try again later: archiver login");
        }
        return "Telegram says: " + error.text() + ".";
    }

    private static String words(Duration wait) {
        if (wait.toMinutes() < 2) {
            return wait.toSeconds() + " s";
        }
        long minutes = wait.plusSeconds(59).toMinutes();
        return minutes < MINUTES_OF_TWO_HOURS
                ? minutes + " minutes"
                : wait.plusMinutes(59).toHours() + " hours";
    }
}
