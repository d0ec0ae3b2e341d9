package dev.tgarchiver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.property.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    private static boolean matches(String glob, String name) {
        return Glob.parse(glob).matches(name);
    }

    @Test
    void star_and_question_mark() {
        assertThat(matches("*.mp3", "Song.MP3")).isTrue();
        assertThat(matches("*.mp3", ".mp3")).isTrue();
        assertThat(matches("*.mp3", "a.mp3.zip")).isFalse();
        assertThat(matches("??.jpg", "ab.jpg")).isTrue();
        assertThat(matches("?.jpg", "\uD83C\uDFB5.jpg")).as("one character").isTrue();
        assertThat(matches("a*b*c", "a-b-bc")).isTrue();
        assertThat(matches("*", "")).isTrue();
        assertThat(matches("", "a")).isFalse();
        assertThat(matches("**a**", "banana\n")).isTrue();
    }

    @Test
    void classes() {
        assertThat(matches("[a-c]*", "Beta")).isTrue();
        assertThat(matches("[!a-c]*", "Beta")).isFalse();
        assertThat(matches("[^a-c]*", "delta")).isTrue();
        assertThat(matches("[]]", "]")).isTrue();
        assertThat(matches("[!]]", "]")).isFalse();
        assertThat(matches("[!]]", "x")).isTrue();
        assertThat(matches("[[]x]", "[x]")).isTrue();
        assertThat(matches("[a-]", "-")).isTrue();
        assertThat(matches("[-a]", "-")).isTrue();
        assertThat(matches("[a\\]", "\\")).as("a backslash is itself").isTrue();
    }

    @Test
    void other_characters_stand_for_themselves() {
        assertThat(matches("a.b", "axb")).isFalse();
        assertThat(matches("(a|b)+\\d", "(A|B)+\\D")).isTrue();
        assertThat(matches("straße", "STRASSE")).isFalse();
        assertThat(matches("ΣΊΣΥΦΟΣ", "σίσυφος")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "a[", "[]", "[!]", "[^", "[!", "*[a-z", "[[", "a]["})
    void a_class_has_an_end(String glob) {
        assertThatThrownBy(() -> Glob.parse(glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"[\" without \"]\"");
    }

    @Test
    void a_range_goes_upwards() {
        assertThatThrownBy(() -> Glob.parse("[z-a]*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the range z-a is reversed");
    }

    /** Regular expressions need years for these. */
    @Test
    void many_stars_take_no_longer_than_few() {
        String stars = "*_".repeat(200) + "*.mp3";
        String name = "_".repeat(20_000) + ".mp4";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThat(matches(stars, name)).isFalse();
            assertThat(matches(stars, name.replace("mp4", "mp3"))).isTrue();
        });
    }

    @Test
    void it_agrees_with_the_plain_definition() {
        Texts globs = new Texts(7, 9, List.of("*", "*", "?", "a", "b", "[ab]", "[!a]", "[a-c]", "A"));
        Texts names = new Texts(8, 9, List.of("a", "b", "ab", "B", "c"));
        int[] found = new int[2];
        globs.check(4_000, text -> {
            List<Reference> reference = Reference.parse(text);
            if (reference != null) {
                Glob glob = Glob.parse(text);
                for (int i = 0; i < 10; i++) {
                    String name = names.next();
                    boolean expected =
                            Reference.matches(reference, name.codePoints().toArray(), 0);
                    found[expected ? 1 : 0]++;
                    assertThat(glob.matches(name)).as("%s on %s", text, name).isEqualTo(expected);
                }
            } else {
                assertThatThrownBy(() -> Glob.parse(text)).isInstanceOf(IllegalArgumentException.class);
            }
        });
        assertThat(found[0]).isGreaterThan(1_000);
        assertThat(found[1]).isGreaterThan(1_000);
    }

    /**
     * A part of a glob, read and matched as slowly and plainly as can be.
     *
     * @param letters those that it stands for, or does not; empty for a question mark or a star
     */
    private record Reference(boolean star, boolean negated, String letters) {

        /** Null when it is none. */
        static @Nullable List<Reference> parse(String glob) {
            List<Reference> parts = new ArrayList<>();
            String rest = glob;
            while (!rest.isEmpty()) {
                String first = rest.substring(0, rest.offsetByCodePoints(0, 1));
                rest = rest.substring(first.length());
                if (first.equals("*") || first.equals("?")) {
                    parts.add(new Reference(first.equals("*"), true, ""));
                } else if (first.equals("[")) {
                    boolean not = rest.startsWith("!") || rest.startsWith("^");
                    String inside = not ? rest.substring(1) : rest;
                    int end = inside.isEmpty() ? -1 : inside.indexOf(']', 1);
                    String letters = end < 0 ? null : letters(inside.substring(0, end));
                    if (letters == null) {
                        return null;
                    }
                    parts.add(new Reference(false, not, letters));
                    rest = inside.substring(end + 1);
                } else {
                    parts.add(new Reference(false, false, first));
                }
            }
            return parts;
        }

        /** Writes ranges out. */
        private static @Nullable String letters(String inside) {
            int[] points = inside.codePoints().toArray();
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < points.length; i++) {
                if (i + 2 < points.length && points[i + 1] == '-') {
                    if (points[i] > points[i + 2]) {
                        return null;
                    }
                    for (int letter = points[i]; letter <= points[i + 2]; letter++) {
                        letters.appendCodePoint(letter);
                    }
                    i += 2;
                } else {
                    letters.appendCodePoint(points[i]);
                }
            }
            return letters.toString();
        }

        static boolean matches(List<Reference> parts, int[] name, int from) {
            if (parts.isEmpty()) {
                return from == name.length;
            }
            Reference first = parts.get(0);
            List<Reference> rest = parts.subList(1, parts.size());
            if (first.star) {
                return matches(rest, name, from) || (from < name.length && matches(parts, name, from + 1));
            }
            return from < name.length && first.has(name[from]) && matches(rest, name, from + 1);
        }

        private boolean has(int letter) {
            int upper = Character.toUpperCase(letter);
            boolean member = letters.codePoints()
                    .anyMatch(each -> each == letter
                            || each == upper
                            || each == Character.toLowerCase(upper)
                            || (letters.codePointCount(0, letters.length()) == 1
                                    && Character.toLowerCase(Character.toUpperCase(each))
                                            == Character.toLowerCase(upper)));
            return member != negated;
        }
    }
}
