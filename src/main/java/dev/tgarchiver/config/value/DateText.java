package dev.tgarchiver.config.value;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moments as people write them, in local time by default: a year, a month, a day, a day with a time, {@code today},
 * {@code yesterday}, or how long ago ({@code 36h}, {@code 7d}, {@code 2w}, {@code 1y}).
 */
public final class DateText {

    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern AGO = Pattern.compile("(\\d{1,5})\\s?([hdwy])(?: ago)?");
    private static final Pattern WITH_ZONE = Pattern.compile(".*(?:[Zz]|[+-]\\d{2}(?::?\\d{2})?)");

    private static final int DATE_LENGTH = "2024-01-31".length();

    private final Clock clock;

    /** The clock gives the current time and the local zone. */
    public DateText(Clock clock) {
        this.clock = clock;
    }

    /**
     * The first or the last second of the text's period.
     *
     * @throws IllegalArgumentException when it is not a date
     */
    public Instant parse(String text, boolean last) {
        try {
            if (YEAR.matcher(text).matches()) {
                int year = Integer.parseInt(text);
                return edge(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), last);
            }
            if (MONTH.matcher(text).matches()) {
                YearMonth month = YearMonth.parse(text);
                return edge(month.atDay(1), month.atEndOfMonth(), last);
            }
            if (DAY.matcher(text).matches()) {
                return day(LocalDate.parse(text), last);
            }
            String word = text.strip().toLowerCase(Locale.ROOT);
            if (word.equals("today") || word.equals("yesterday")) {
                return day(LocalDate.now(clock).minusDays(word.equals("today") ? 0 : 1), last);
            }
            Matcher ago = AGO.matcher(word);
            return ago.matches() ? ago(Integer.parseInt(ago.group(1)), ago.group(2), last) : moment(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a date", e);
        }
    }

    /** Whole hours and days, so that a run a minute later means the same files. */
    private Instant ago(int amount, String unit, boolean last) {
        Instant meant = before(amount, unit, last);
        if (meant.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("is not a date");
        }
        return meant;
    }

    private Instant before(int amount, String unit, boolean last) {
        LocalDate today = LocalDate.now(clock);
        return switch (unit) {
            case "h" -> {
                Instant hour = clock.instant().minus(amount, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS);
                yield last ? hour.plus(1, ChronoUnit.HOURS).minusSeconds(1) : hour;
            }
            case "d" -> day(today.minusDays(amount), last);
            case "w" -> day(today.minusWeeks(amount), last);
            default -> day(today.minusYears(amount), last);
        };
    }

    private Instant moment(String text) {
        String time = text.strip().replaceFirst("(?<=\\d)\\s+(?=\\d)", "T");
        return WITH_ZONE
                        .matcher(time.substring(Math.min(time.length(), DATE_LENGTH)))
                        .matches()
                ? OffsetDateTime.parse(time, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toInstant()
                : LocalDateTime.parse(time).atZone(clock.getZone()).toInstant();
    }

    private Instant day(LocalDate day, boolean last) {
        return edge(day, day, last);
    }

    private Instant edge(LocalDate first, LocalDate end, boolean last) {
        ZonedDateTime edge = last
                ? end.plusDays(1).atStartOfDay(clock.getZone()).minusSeconds(1)
                : first.atStartOfDay(clock.getZone());
        return edge.toInstant();
    }
}
