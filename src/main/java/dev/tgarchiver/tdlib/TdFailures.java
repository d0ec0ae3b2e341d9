package dev.tgarchiver.tdlib;

import dev.tgarchiver.model.MachineFault;
import dev.tgarchiver.telegram.TelegramFailure;
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
import java.util.Set;

/** Tells from TDLib's errors what kind of failure they are. */
final class TdFailures {

    static final String LOGIN_COMMAND = "run: archiver login";

    private static final Set<String> NO_ACCESS = Set.of(
            "CHANNEL_PRIVATE",
            "CHANNEL_INVALID",
            "CHAT_ID_INVALID",
            "PEER_ID_INVALID",
            "CHAT_FORBIDDEN",
            "USERNAME_NOT_OCCUPIED",
            "USERNAME_INVALID",
            "INVITE_HASH_EXPIRED",
            "INVITE_HASH_INVALID",
            "CHANNEL_PUBLIC_GROUP_NA",
            "CHAT_RESTRICTED",
            "USER_BANNED_IN_CHANNEL",
            "CHAT NOT FOUND",
            "CAN'T ACCESS THE CHAT",
            "USERNAME IS INVALID");
    private static final Set<String> GONE =
            Set.of("MESSAGE NOT FOUND", "MESSAGE_ID_INVALID", "MSG_ID_INVALID", "NOT FOUND");

    private TdFailures() {}

    /** The failure that an error means. {@code what} begins the message: what was being done. */
    static TelegramFailure of(TdError error, String what) {
        return of(error.code(), error.text(), what);
    }

    static TelegramFailure of(int code, String text, String what) {
        // The number in the text decides: the code is 429 from a request, 400 from a download (measured).
        Optional<Duration> wait = RetryAfter.in(text);
        if (wait.isPresent()) {
            return new FloodWait(wait.get());
        }
        String message = what + ": Telegram says " + text + (code == 0 ? "" : " (" + code + ")");
        String key = text.toUpperCase(Locale.ROOT);
        if (code == 401) {
            return text.contains("encryption key")
                    ? new Local("The session's database does not open with this key. Restore the file \"key\" in the "
                            + "session folder or the ARCHIVER_SESSION_KEY that it was made with; or remove the session "
                            + "folder and log in again.")
                    : new LoginNeeded("Telegram ended this login (" + text + "); " + LOGIN_COMMAND);
        }
        if (text.contains("Can't lock file")) {
            return new Held("The session is in use by another program (" + text + "). Stop that program first.");
        }
        // TDLib says the last when only a part of its bytes could be written.
        if (key.contains("NO SPACE LEFT") || key.contains("DISK QUOTA") || key.contains("FAILED TO SAVE FILE PART")) {
            return new Local(what + ": the disk is full (" + text + "). Free some space, then run again.");
        }
        if (key.contains("PERMISSION DENIED") || key.contains("READ-ONLY FILE SYSTEM")) {
            return new Local(what + ": " + text + ". Make the folder writable, then run again.");
        }
        if (MachineFault.isToldBy(text)) {
            return new Local(
                    what + ": " + text + ". Check the disk and the limit of open files (ulimit -n), then run again.");
        }
        if (NO_ACCESS.contains(key)) {
            return new NoAccess(message);
        }
        if (GONE.contains(key)) {
            return new Gone(message);
        }
        return new Transient(message);
    }
}
