package dev.tgarchiver.tdlib;

import dev.tgarchiver.model.MachineFault;
import dev.tgarchiver.tdlib.binding.RetryAfter;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.AccountRefused;
import dev.tgarchiver.telegram.TelegramFailure.FloodWait;
import dev.tgarchiver.telegram.TelegramFailure.Gone;
import dev.tgarchiver.telegram.TelegramFailure.Held;
import dev.tgarchiver.telegram.TelegramFailure.Local;
import dev.tgarchiver.telegram.TelegramFailure.LoginNeeded;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Maps TDLib's errors to failures. */
public final class TdFailures {

    public static final String LOGIN_COMMAND = "run: archiver login";

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int INTERNAL = 500;

    private TdFailures() {}

    /** The failure that an error means. The message starts with {@code what}, the action that failed. */
    public static TelegramFailure of(TdError error, String what) {
        return of(error.code(), error.text(), what);
    }

    public static TelegramFailure of(int code, String text, String what) {
        // The number in the text decides: the code is 429 from a request, 400 from a download (measured).
        Optional<Duration> wait = RetryAfter.in(text);
        if (wait.isPresent()) {
            return new FloodWait(wait.get());
        }
        if (code == UNAUTHORIZED && text.contains("encryption key")) {
            return new Local("The session's database does not open with this key. Restore the file \"key\" in the "
                    + "session folder or the ARCHIVER_SESSION_KEY that it was created with; or remove the session "
                    + "folder and log in again.");
        }
        if (text.contains("Can't lock file")) {
            return new Held("The session is in use by another program (" + text + "). Stop that program first.");
        }
        String key = text.toUpperCase(Locale.ROOT);
        // TDLib reports the last one when it could write only a part of the bytes.
        if (key.contains("NO SPACE LEFT") || key.contains("DISK QUOTA") || key.contains("FAILED TO SAVE FILE PART")) {
            return new Local(what + ": the disk is full (" + text + "). Free some space, then run again.");
        }
        if (key.contains("PERMISSION DENIED") || key.contains("READ-ONLY FILE SYSTEM")) {
            return new Local(what + ": " + text + ". Make the folder writable, then run again.");
        }
        if (MachineFault.isReportedBy(text)) {
            return new Local(
                    what + ": " + text + ". Check the disk and the limit of open files (ulimit -n), then run again.");
        }
        Optional<TelegramErrors.Entry> entry = TelegramErrors.find(text);
        TelegramErrors.Means means = entry.map(TelegramErrors.Entry::means).orElse(TelegramErrors.Means.TRANSIENT);
        String message = what + ": "
                + entry.map(known -> known.sentence() + " (" + said(code, text) + ")")
                        .orElseGet(() -> unknown(code, text));
        // Whatever the text is: TDLib ends the login after any 401 (NetQuery, Session).
        if (code == UNAUTHORIZED) {
            return loginNeeded(text, entry);
        }
        return switch (means) {
            case TRANSIENT, ASK_AGAIN -> new Transient(message);
            case GONE -> new Gone(message);
            case NO_ACCESS -> new NoAccess(message);
            case ACCOUNT_REFUSED -> new AccountRefused(message);
            case LOGIN_NEEDED -> loginNeeded(text, entry);
            case LOGIN_REFUSED -> new LoginNeeded(message);
        };
    }

    private static LoginNeeded loginNeeded(String text, Optional<TelegramErrors.Entry> entry) {
        String sentence = entry.filter(any -> any.means() == TelegramErrors.Means.LOGIN_NEEDED)
                .map(TelegramErrors.Entry::sentence)
                .orElse("Telegram ended this login");
        return new LoginNeeded(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + " (" + text
                + "); " + LOGIN_COMMAND);
    }

    private static String unknown(int code, String text) {
        if (code == 0) {
            // The text is this program's or TDLib's own, not Telegram's.
            return text;
        }
        String whose = code == INTERNAL || code < 0
                ? "Telegram has an internal error, which may be temporary"
                : "Telegram refuses this";
        return whose + " (" + said(code, text) + ")";
    }

    /** A code of 400 adds nothing to the text. */
    private static String said(int code, String text) {
        return code == 0 || code == BAD_REQUEST ? text : code + " " + text;
    }
}
