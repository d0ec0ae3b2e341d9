package dev.tgarchiver.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Moments as people write them, in UTC unless they say otherwise: a year, a month, a day, or a day with a time. */
final class DateText {

    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern WITH_ZONE = Pattern.compile(".*(?:[Zz]|[+-]\\d{2}(?::?\\d{2})?)");

    private static final int DATE_LENGTH = "2024-01-31".length();

    private DateText() {}

    /** The first second that is meant, or the last one. */
    static Instant parse(String text, boolean last) {
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
                LocalDate day = LocalDate.parse(text);
                return edge(day, day, last);
            }
            String time = text.strip().replaceFirst("(?<=\\d)\\s+(?=\\d)", "T");
            return WITH_ZONE
                            .matcher(time.substring(Math.min(time.length(), DATE_LENGTH)))
                            .matches()
                    ? OffsetDateTime.parse(time, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                            .toInstant()
                    : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no date", e);
        }
    }

    private static Instant edge(LocalDate first, LocalDate end, boolean last) {
        return last
                ? end.plusDays(1).atStartOfDay().minusSeconds(1).toInstant(ZoneOffset.UTC)
                : first.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
