package dev.tgarchiver.config.value;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 300} (seconds), {@code 500ms}, {@code 90s}, {@code 5m}, {@code 1h30m}. */
public final class DurationText {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");
    private static final Pattern WITH_UNITS = Pattern.compile(
            "(?:(\\d{1,6})d)?(?:(\\d{1,8})h)?(?:(\\d{1,9})m)?(?:(\\d{1,10})s)?(?:(\\d{1,12})ms)?",
            Pattern.CASE_INSENSITIVE);

    private DurationText() {}

    static Duration parse(String text) {
        String compact = text.replace(" ", "").replace("_", "");
        if (SECONDS.matcher(compact).matches()) {
            return Duration.ofSeconds(Long.parseLong(compact));
        }
        Matcher matcher = WITH_UNITS.matcher(compact);
        if (compact.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("is not a duration");
        }
        return Duration.ofDays(amount(matcher, 1))
                .plusHours(amount(matcher, 2))
                .plusMinutes(amount(matcher, 3))
                .plusSeconds(amount(matcher, 4))
                .plusMillis(amount(matcher, 5));
    }

    private static long amount(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** The shortest text that {@link #parse} reads as the same duration, to the millisecond. */
    public static String format(Duration duration) {
        if (duration.toMillis() == 0) {
            return "0s";
        }
        return part(duration.toDays(), "d")
                + part(duration.toHoursPart(), "h")
                + part(duration.toMinutesPart(), "m")
                + part(duration.toSecondsPart(), "s")
                + part(duration.toMillisPart(), "ms");
    }

    private static String part(long amount, String unit) {
        return amount == 0 ? "" : amount + unit;
    }
}
