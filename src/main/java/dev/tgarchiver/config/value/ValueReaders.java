package dev.tgarchiver.config.value;

import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.WrongPostLink;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of value that settings have. */
public final class ValueReaders {

    /** Why a value is refused that is one of a few; the list follows. */
    public static final String NOT_ONE_OF = "is not one of";

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,12}(?:\\.\\d{1,12})?");
    private static final Pattern LIST_SEPARATOR = Pattern.compile("[\\s,]+");

    private ValueReaders() {}

    public static ValueReader<String> text(String allowed) {
        return scalar(allowed, (text, paths) -> text, Function.identity());
    }

    public static ValueReader<Secret> secret(Pattern form, String allowed) {
        return scalar(
                allowed,
                (text, paths) -> {
                    if (!form.matcher(text).matches()) {
                        throw new IllegalArgumentException("is not of that form");
                    }
                    return Secret.of(text);
                },
                Secret::toString);
    }

    public static ValueReader<Integer> wholeNumber(int min, int max) {
        String allowed = max == Integer.MAX_VALUE
                ? "a whole number, " + min + " or more"
                : "a whole number from " + min + " to " + max;
        return scalar(
                allowed,
                (text, paths) -> {
                    String digits = text.replace("_", "");
                    if (!WHOLE_NUMBER.matcher(digits).matches()) {
                        throw new IllegalArgumentException("is not a whole number");
                    }
                    long number = Long.parseLong(digits);
                    if (number < min || number > max) {
                        throw new IllegalArgumentException("is out of range");
                    }
                    return (int) number;
                },
                number -> Integer.toString(number));
    }

    public static ValueReader<OptionalInt> autoOrWholeNumber(int min, int max) {
        ValueReader<Integer> number = wholeNumber(min, max);
        return scalar(
                "auto, or " + number.allowed(),
                (text, paths) -> text.equalsIgnoreCase("auto")
                        ? OptionalInt.empty()
                        : OptionalInt.of(number.read(new RawValue.Scalar(text), paths)),
                value -> value.isPresent() ? Integer.toString(value.getAsInt()) : "auto");
    }

    public static ValueReader<Double> positiveDecimal(int max) {
        return scalar(
                "a number above 0, at most " + max + ", decimals allowed (0.5)",
                (text, paths) -> {
                    if (!DECIMAL.matcher(text).matches()) {
                        throw new IllegalArgumentException("is not a number");
                    }
                    double number = Double.parseDouble(text);
                    if (number <= 0 || number > max) {
                        throw new IllegalArgumentException("is out of range");
                    }
                    return number;
                },
                number -> BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
    }

    public static ValueReader<Boolean> truth() {
        return scalar(
                "true or false",
                (text, paths) -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on", "1" -> true;
                    case "false", "no", "off", "0" -> false;
                    default -> throw new IllegalArgumentException("is neither true nor false");
                },
                value -> Boolean.toString(value));
    }

    public static ValueReader<Duration> duration(Duration min, Duration max) {
        return scalar(
                "a duration from " + DurationText.format(min) + " to " + DurationText.format(max)
                        + ", in seconds (300) or with a unit (300s, 5m, 1h)",
                (text, paths) -> {
                    Duration duration = DurationText.parse(text);
                    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
                        throw new IllegalArgumentException("is out of range");
                    }
                    return duration;
                },
                DurationText::format);
    }

    /** Auto is empty; 0 is allowed. */
    public static ValueReader<Optional<Duration>> autoOrDuration(Duration max) {
        ValueReader<Duration> duration = duration(Duration.ZERO, max);
        return scalar(
                "auto, or " + duration.allowed(),
                (text, paths) -> text.equalsIgnoreCase("auto")
                        ? Optional.empty()
                        : Optional.of(duration.read(new RawValue.Scalar(text), paths)),
                value -> value.map(duration::show).orElse("auto"));
    }

    /** @param zero what 0 means */
    public static ValueReader<Long> byteSize(String zero) {
        return scalar(
                "a size such as 500KB, 100MB or 1.5GiB; 0 = " + zero,
                (text, paths) -> {
                    try {
                        return ByteSize.parse(text.replace("_", ""));
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException("is not a size", e);
                    }
                },
                ByteSize::exact);
    }

    /** 0 is off. */
    private static ValueReader<Long> offOrByteSize() {
        ValueReader<Long> size = byteSize("off");
        return scalar(
                "off, or " + size.allowed(),
                (text, paths) -> text.equalsIgnoreCase("off") ? 0L : size.read(new RawValue.Scalar(text), paths),
                value -> value == 0 ? "off" : size.show(value));
    }

    /** Auto is empty, 0 is off. */
    public static ValueReader<OptionalLong> autoOffOrByteSize() {
        ValueReader<Long> size = offOrByteSize();
        return scalar(
                "auto, " + size.allowed(),
                (text, paths) -> text.equalsIgnoreCase("auto")
                        ? OptionalLong.empty()
                        : OptionalLong.of(size.read(new RawValue.Scalar(text), paths)),
                value -> value.isPresent() ? size.show(value.getAsLong()) : "auto");
    }

    /** @param last whether a day means its last second, or its first */
    public static ValueReader<Instant> date(boolean last) {
        return scalar(
                "a date such as 2024-01-31, 2024-01, 2024, today or yesterday; with a time: 2024-01-31T18:00, "
                        + "2024-01-31T18:00:00+02:00; or how long ago: 36h, 7d, 2w, 1y",
                (text, paths) -> new DateText(Clock.system(ZoneId.systemDefault())).parse(text, last),
                Instant::toString);
    }

    public static <E extends Enum<E>> ValueReader<E> oneOf(Class<E> type) {
        List<E> values = List.of(type.getEnumConstants());
        return scalar(
                values.stream().map(ValueReaders::word).collect(Collectors.joining(", ")),
                (text, paths) -> values.stream()
                        .filter(value -> word(value).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(NOT_ONE_OF)),
                ValueReaders::word);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public static ValueReader<Path> path() {
        return scalar(
                "a path; a relative one starts at the configuration file's folder (~/.local/share/archiver for the one in "
                        + "~/.config/archiver), ~ is your home",
                (text, paths) -> paths.resolve(text),
                Path::toString);
    }

    public static ValueReader<Proxy> proxy() {
        return scalar(ProxyText.ALLOWED, (text, paths) -> Proxy.parse(text), Proxy::toString);
    }

    public static ValueReader<List<ChannelRef>> channels() {
        return new ValueReader<>() {
            @Override
            public List<ChannelRef> read(RawValue value, PathContext paths) {
                return texts(value).stream()
                        .map(ValueReaders::channel)
                        .distinct()
                        .toList();
            }

            @Override
            public String allowed() {
                return "a list of channels, each @name (in quotes), https://t.me/name, https://t.me/c/123, "
                        + "an invite link (https://t.me/+…), a numeric id (-100…), me, or the link to a post (https://t.me/name/456)";
            }

            @Override
            public String show(List<ChannelRef> value) {
                return value.stream().map(ChannelRef::input).toList().toString();
            }
        };
    }

    private static ChannelRef channel(String text) {
        try {
            return ChannelRef.parse(text);
        } catch (WrongPostLink e) {
            throw new IllegalArgumentException(
                    "has " + Quoted.of(text) + ", which does not name a post: " + e.reason(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has " + Quoted.of(text) + ", which names neither a channel nor a post", e);
        }
    }

    private static List<String> texts(RawValue value) {
        if (value instanceof RawValue.Items items) {
            return items.texts();
        }
        // The environment has no lists, so a text can be one, separated by commas or white space.
        String text = ((RawValue.Scalar) value).text();
        return Arrays.stream(LIST_SEPARATOR.split(text))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private interface ScalarReading<T> {
        T read(String text, PathContext paths);
    }

    private static <T> ValueReader<T> scalar(String allowed, ScalarReading<T> reading, Function<T, String> showing) {
        return new ValueReader<>() {
            @Override
            public T read(RawValue value, PathContext paths) {
                if (value instanceof RawValue.Scalar scalar) {
                    return reading.read(scalar.text().strip(), paths);
                }
                throw new IllegalArgumentException("is a list where one value is expected");
            }

            @Override
            public String allowed() {
                return allowed;
            }

            @Override
            public String show(T value) {
                return showing.apply(value);
            }
        };
    }
}
