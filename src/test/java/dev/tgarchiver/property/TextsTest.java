package dev.tgarchiver.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void the_same_seed_gives_the_same_texts() {
        assertThat(new Texts(1, 30, List.of("x")).next()).isEqualTo(new Texts(1, 30, List.of("x")).next());
    }

    @Test
    void the_smallest_text_that_breaks_is_told() {
        assertThatThrownBy(() -> new Texts(2, 60, List.of("..", "/"))
                        .check(1_000, text -> assertThat(text).doesNotContain("../")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("breaks with \"../\"");
    }
}
