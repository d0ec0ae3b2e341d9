package dev.tgarchiver.tdlib.binding;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TDLib's "Too Many Requests: retry after N". TDLib does not ask at once again by itself for three kinds of answers
 * (NetQueryDispatcher.cpp, NetQueryDelayer.cpp): of Telegram's waits (420 FLOOD_WAIT_N and its kind) it waits N seconds, of
 * errors inside Telegram (500, and codes below 0 such as -503) it waits 1, 2, 4, 8, 16, 32 seconds. When a query would have
 * waited for more than 60 seconds in all, it gives up, and then reports the wait that would have been next, in the same
 * words for all of them. So N is
 *
 * <ul>
 *   <li>for a wait of more than 60 s what Telegram has asked for, told at once; for a shorter one as well, told when it has
 *       come again until the 60 s were over;
 *   <li>for errors alone always 32, since 1 + 2 + 4 + 8 + 16 are not yet 60 seconds and 32 more are too many; 31 s after the
 *       request. Errors after a wait are told by 1, 2, 4, 8 or 16: the wait counts too, and they begin again at 1.
 * </ul>
 *
 * <p>The number alone therefore does not tell a wait from errors; {@link TdLog#cause} does.
 */
public final class RetryAfter {

    private static final Pattern WORDS = Pattern.compile("retry after (\\d{1,9})");

    /** What TDLib takes for a wait that Telegram asks for; of other 420s it waits as of errors. */
    private static final Pattern WAIT =
            Pattern.compile("(?:(?:FLOOD_WAIT|SLOWMODE_WAIT|2FA_CONFIRM_WAIT|TAKEOUT_INIT_DELAY"
                    + "|FLOOD_PREMIUM_WAIT)_\\d+|FLOOD_SKIP_FAILED_WAIT.*)");

    private static final int WAIT_CODE = 420;

    private static final Duration AFTER_ERRORS_ALONE = Duration.ofSeconds(32);

    private RetryAfter() {}

    /** How long an error's text says to wait, if it does. */
    public static Optional<Duration> in(String text) {
        Matcher matcher = WORDS.matcher(text);
        return matcher.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    /** Whether Telegram itself asks for a wait with this answer. */
    static boolean isAskedBy(TdError answer) {
        return answer.code() == WAIT_CODE && WAIT.matcher(answer.text()).matches();
    }

    /** Whether TDLib asks for this wait when it gives up a query that has only met errors. */
    static boolean looksLikeGivingUp(Duration wait) {
        return wait.equals(AFTER_ERRORS_ALONE);
    }
}
