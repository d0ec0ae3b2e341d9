package dev.tgarchiver.tdlib.binding;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TDLib's "Too Many Requests: retry after N". TDLib delays its own retries of a query after certain answers
 * (NetQueryDispatcher.cpp, NetQueryDelayer.cpp). After Telegram's waits (420 FLOOD_WAIT_N and similar) it waits N
 * seconds. After errors inside Telegram (500, and codes below 0 such as -503) it waits 1, 2, 4, 8, 16, 32 seconds. When
 * a query would have waited for more than 60 seconds in total, TDLib gives it up and reports the wait that would have
 * been next, in the same words for all cases. So N is
 *
 * <ul>
 * <li>for a wait of more than 60 s, Telegram's wait, reported at once; for a shorter wait likewise, reported after
 * repetitions add up to more than 60 s;
 * <li>for errors alone always 32, reported 31 s after the request: 1 + 2 + 4 + 8 + 16 seconds are below 60, and 32 more
 * exceed it. For errors after a wait 1, 2, 4, 8 or 16: the wait counts towards the 60 s, and the delays restart at 1.
 * </ul>
 *
 * <p>So the number alone does not distinguish a wait from errors; {@link TdLog#cause} does.
 */
public final class RetryAfter {

    private static final Pattern WORDS = Pattern.compile("retry after (\\d{1,9})");

    /** The answers that TDLib treats as a wait that Telegram asks for; it treats other 420s as errors. */
    private static final Pattern WAIT =
            Pattern.compile("(?:(?:FLOOD_WAIT|SLOWMODE_WAIT|2FA_CONFIRM_WAIT|TAKEOUT_INIT_DELAY"
                    + "|FLOOD_PREMIUM_WAIT)_\\d+|FLOOD_SKIP_FAILED_WAIT.*)");

    private static final int WAIT_CODE = 420;

    private static final Duration AFTER_ERRORS_ALONE = Duration.ofSeconds(32);

    private RetryAfter() {}

    /** The wait that an error's text asks for, if any. */
    public static Optional<Duration> in(String text) {
        Matcher matcher = WORDS.matcher(text);
        return matcher.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    /** Whether Telegram itself asks for a wait with this answer. */
    static boolean isAskedBy(TdError answer) {
        return answer.code() == WAIT_CODE && WAIT.matcher(answer.text()).matches();
    }

    /** Whether TDLib reports this wait when it gives up a query that received only errors. */
    static boolean looksLikeGivingUp(Duration wait) {
        return wait.equals(AFTER_ERRORS_ALONE);
    }
}
