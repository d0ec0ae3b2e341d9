package dev.tgarchiver.model;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Amounts of bytes as people write and read them. */
public final class ByteSize {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmgt]?i?b?)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Long> UNITS = Map.of(
            "",
            1L,
            "k",
            1_000L,
            "m",
            1_000_000L,
            "g",
            1_000_000_000L,
            "t",
            1_000_000_000_000L,
            "ki",
            1L << 10,
            "mi",
            1L << 20,
            "gi",
            1L << 30,
            "ti",
            1L << 40);
    private static final String[] NAMES = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};

    private ByteSize() {}

    /**
     * Reads {@code 500}, {@code 1.5GB}, {@code 10 MiB}: decimal units, or binary ones with an i.
     *
     * @throws IllegalArgumentException when the text is not such an amount; the message says what is allowed
     */
    public static long parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (matcher.matches()) {
            String unit = matcher.group(2).toLowerCase(Locale.ROOT).replace("b", "");
            Long factor = UNITS.get(unit);
            double bytes = factor == null ? -1 : Double.parseDouble(matcher.group(1)) * factor;
            if (bytes >= 0 && bytes < Long.MAX_VALUE) {
                return (long) bytes;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a size; write for example 500KB, 10MB or 1.5GiB");
    }

    /** The shortest text that {@link #parse} reads as exactly these bytes, such as {@code 1GiB} or {@code 100MB}. */
    public static String exact(long bytes) {
        // In a fixed order, so that equal amounts have equal texts.
        return Stream.concat(
                        new TreeMap<>(UNITS)
                                .entrySet().stream()
                                        .filter(unit ->
                                                !unit.getKey().isEmpty() && bytes > 0 && bytes % unit.getValue() == 0)
                                        .map(unit -> bytes / unit.getValue() + written(unit.getKey())),
                        Stream.of(Long.toString(bytes)))
                .min(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    private static String written(String unit) {
        return unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1) + "B";
    }

    /** Three digits or so and a decimal unit, such as {@code 12.3 MB}. */
    public static String format(long bytes) {
        double amount = bytes;
        int unit = 0;
        // 999.5 would be rounded to a four-digit number.
        while (amount >= 999.5 && unit < NAMES.length - 1) {
            amount /= 1000;
            unit++;
        }
        String pattern = unit == 0 || amount >= 99.95 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, pattern, amount, NAMES[unit]);
    }
}
