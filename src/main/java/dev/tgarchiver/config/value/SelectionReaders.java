package dev.tgarchiver.config.value;

import dev.tgarchiver.model.Glob;
import dev.tgarchiver.model.NearestName;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.post.MediaKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of value that select files. */
public final class SelectionReaders {

    private static final String ALL = "all";

    /** A separator outside character classes. */
    private static final Pattern COMMA = Pattern.compile(",(?![^\\[]*\\])");

    private static final Pattern HASHTAG = Pattern.compile("#?[\\p{L}\\p{N}\\p{M}_·]{1,256}");

    private SelectionReaders() {}

    public static ValueReader<Set<MediaKind>> types() {
        return new ValueReader<>() {
            @Override
            public Set<MediaKind> read(RawValue value, PathContext paths) {
                Set<MediaKind> kinds = EnumSet.noneOf(MediaKind.class);
                for (String word : words(value)) {
                    if (word.equalsIgnoreCase(ALL)) {
                        return Set.of();
                    }
                    kinds.add(MediaKind.of(word.replace('-', '_'))
                            .orElseThrow(() ->
                                    new IllegalArgumentException("has " + Quoted.of(word) + ", which is not a type")));
                }
                return kinds;
            }

            @Override
            public String allowed() {
                return "all, or a list of "
                        + Arrays.stream(MediaKind.values()).map(MediaKind::key).collect(Collectors.joining(", "));
            }

            @Override
            public String show(Set<MediaKind> value) {
                return value.isEmpty()
                        ? ALL
                        : value.stream().map(MediaKind::key).collect(Collectors.joining(", "));
            }
        };
    }

    /** File names may hold blanks, so only commas separate them, and only those outside brackets. */
    public static ValueReader<List<String>> globs() {
        return list(
                "a file name, * and ? standing for any characters and any one, [a-z] for one of these (*.mp3), or a "
                        + "list of them",
                value -> {
                    List<String> texts = value instanceof RawValue.Items items
                            ? items.texts()
                            : Arrays.asList(COMMA.split(((RawValue.Scalar) value).text()));
                    return texts.stream()
                            .map(String::strip)
                            .filter(text -> !text.isEmpty())
                            .map(SelectionReaders::glob)
                            .toList();
                });
    }

    /** Names may hold blanks, so only commas separate them; those of a list may hold commas, too. */
    public static ValueReader<List<String>> names(String allowed) {
        return list(allowed, value -> {
            List<String> texts = value instanceof RawValue.Items items
                    ? items.texts()
                    : Arrays.asList(((RawValue.Scalar) value).text().split(","));
            return texts.stream()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .toList();
        });
    }

    private static String glob(String text) {
        try {
            return Glob.parse(text).toString();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has " + Quoted.of(text) + ", which is not a pattern: " + e.getMessage(), e);
        }
    }

    public static ValueReader<List<String>> hashtags() {
        return list(
                "a hashtag (music, or \"#music\" in quotes), or a list of them",
                value -> words(value).stream().map(SelectionReaders::hashtag).toList());
    }

    private static String hashtag(String word) {
        if (!HASHTAG.matcher(word).matches()) {
            throw new IllegalArgumentException("has " + Quoted.of(word) + ", which is not a hashtag");
        }
        return (word.startsWith("#") ? word.substring(1) : word).toLowerCase(Locale.ROOT);
    }

    /** What files are in their posts. */
    public static ValueReader<Roles> roles() {
        ValueReader<List<String>> words = list(
                "roles such as main, preview or cover, with a minus sign to take away, or a list of them",
                value -> words(value).stream().map(SelectionReaders::role).toList());
        return new ValueReader<>() {
            @Override
            public Roles read(RawValue value, PathContext paths) {
                return new Roles(words.read(value, paths));
            }

            @Override
            public String allowed() {
                return words.allowed();
            }

            @Override
            public String show(Roles roles) {
                return words.show(roles.words());
            }
        };
    }

    private static String role(String word) {
        String role = word.toLowerCase(Locale.ROOT);
        if (!Roles.WORD.matcher(role).matches() || !Roles.isKnown(role)) {
            String near = NearestName.of(role, Roles.KNOWN)
                    .map(known -> "; did you mean " + known + "?")
                    .orElse("");
            throw new IllegalArgumentException("has " + Quoted.of(word) + ", which is not a role" + near);
        }
        return role;
    }

    private static List<String> words(RawValue value) {
        List<String> texts =
                value instanceof RawValue.Items items ? items.texts() : List.of(((RawValue.Scalar) value).text());
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split("[\\s,]+")))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private interface ListReading {
        List<String> read(RawValue value);
    }

    private static ValueReader<List<String>> list(String allowed, ListReading reading) {
        return new ValueReader<>() {
            @Override
            public List<String> read(RawValue value, PathContext paths) {
                return reading.read(value);
            }

            @Override
            public String allowed() {
                return allowed;
            }

            @Override
            public String show(List<String> value) {
                return String.join(", ", value);
            }
        };
    }
}
