package dev.tgarchiver.model;

import dev.tgarchiver.model.post.MediaKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what {@link Selection#toString} writes. */
final class SelectionReader {

    private static final Pattern KEY = Pattern.compile("(?:; )?([a-z_]+): ");

    /** One of several values, in quotes where it would be ambiguous. */
    private static final Pattern VALUE =
            Pattern.compile("\\G(?:, )?(?:\"((?:[^\"\\\\]|\\\\.)*)\"|((?:(?!, |; ).)+))", Pattern.DOTALL);

    private static final Pattern AMBIGUOUS = Pattern.compile("\".*|.*[,;] .*|.*[,;]", Pattern.DOTALL);

    private SelectionReader() {}

    /** A name as the text has it, in quotes if necessary. */
    static String quoted(String name) {
        return AMBIGUOUS.matcher(name).matches()
                ? "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : name;
    }

    static Optional<Selection> read(String text) {
        try {
            Selection selection = selection(values(text));
            return selection.toString().equals(text) ? Optional.of(selection) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<Criterion, List<String>> values(String text) {
        Map<Criterion, List<String>> values = new EnumMap<>(Criterion.class);
        int at = 0;
        while (at < text.length()) {
            Matcher key = KEY.matcher(text).region(at, text.length());
            if (!key.lookingAt()) {
                throw new IllegalArgumentException("no key at " + at);
            }
            List<String> items = new ArrayList<>();
            at = key.end();
            Matcher value = VALUE.matcher(text).region(at, text.length());
            while (value.find()) {
                items.add(
                        value.group(1) == null ? value.group(2) : value.group(1).replaceAll("\\\\(.)", "$1"));
                at = value.end();
            }
            Criterion criterion = Criterion.of(key.group(1))
                    .orElseThrow(() -> new IllegalArgumentException("not a criterion: " + key.group(1)));
            values.put(criterion, items);
        }
        return values;
    }

    private static Selection selection(Map<Criterion, List<String>> values) {
        return new Selection(
                list(values, Criterion.TYPES).stream()
                        .flatMap(type -> Arrays.stream(MediaKind.values())
                                .filter(kind -> kind.key().equals(type)))
                        .collect(Collectors.toSet()),
                one(values, Criterion.MIN_SIZE).map(ByteSize::parse).orElse(0L),
                one(values, Criterion.MAX_SIZE).map(ByteSize::parse).orElse(0L),
                one(values, Criterion.SINCE).map(Instant::parse),
                one(values, Criterion.UNTIL).map(Instant::parse),
                one(values, Criterion.FROM_ID).map(Long::parseLong).orElse(0L),
                one(values, Criterion.TO_ID).map(Long::parseLong).orElse(0L),
                list(values, Criterion.NAME),
                list(values, Criterion.HASHTAG).stream()
                        .map(tag -> tag.substring(1))
                        .toList(),
                new Roles(list(values, Criterion.ROLES)),
                list(values, Criterion.TOPIC),
                list(values, Criterion.SENDER));
    }

    private static List<String> list(Map<Criterion, List<String>> values, Criterion criterion) {
        return values.getOrDefault(criterion, List.of());
    }

    private static Optional<String> one(Map<Criterion, List<String>> values, Criterion criterion) {
        return list(values, criterion).stream().findFirst();
    }
}
