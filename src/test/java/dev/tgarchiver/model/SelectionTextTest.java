package dev.tgarchiver.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.post.MediaKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A selection and its text. */
final class SelectionTextTest {

    private static Selection named(String... names) {
        return new Selection(
                Set.of(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(names),
                List.of("a", "ö_1"),
                Roles.DEFAULT,
                List.of(),
                List.of());
    }

    private static void assertReadAgain(Selection selection) {
        assertThat(Selection.parse(selection.toString())).contains(selection);
    }

    @Test
    void its_text_is_read_as_the_same_again() {
        assertThat(Selection.EVERYTHING).hasToString("");
        assertReadAgain(Selection.EVERYTHING);
        assertReadAgain(new Selection(
                Set.of(MediaKind.VIDEO_NOTE, MediaKind.AUDIO),
                1,
                (1L << 30) + 1,
                Optional.of(Instant.parse("2024-01-31T18:00:00.123456789Z")),
                Optional.of(Instant.parse("2024-12-31T23:59:59.999999999Z")),
                7,
                4711,
                List.of("*.mp3", "live: a?b"),
                List.of("music"),
                Roles.DEFAULT,
                List.of(),
                List.of()));
    }

    @Test
    void names_are_told_apart_whatever_they_hold() {
        for (String hostile : List.of(
                "a, b",
                "a; types: audio",
                "\"",
                "\"a\", \"b\"",
                "a\\",
                "a,",
                "a;",
                "; ",
                ", ",
                "a\nb",
                "a\\\"b, c",
                "[, ]*")) {
            assertReadAgain(named(hostile));
            assertReadAgain(named("x", hostile, "y"));
            assertReadAgain(Selection.EVERYTHING.with(List.of("x", hostile), List.of(hostile, "y")));
        }
        assertThat(named("a, b").toString()).isNotEqualTo(named("a", "b").toString());
        assertThat(Selection.EVERYTHING.with(List.of("4", "17"), List.of("-1001", "42")))
                .hasToString("topic: 4, 17; sender: -1001, 42");
        assertThat(named("*.mp3")).hasToString("name: *.mp3; hashtag: #a, #ö_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(in progress)", "types: music", "size: 1", "max_size: big", "since: today", "name: a, b; ", "x"
            })
    void what_no_selection_writes_is_none(String text) {
        assertThat(Selection.parse(text)).isEmpty();
    }
}
