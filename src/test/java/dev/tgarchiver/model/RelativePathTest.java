package dev.tgarchiver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelativePathTest {

    @Test
    void reads_what_it_wrote() {
        RelativePath path = new RelativePath(List.of("a b", "c.mp3"));

        assertThat(path).hasToString("a b/c.mp3");
        assertThat(RelativePath.parse("a b/c.mp3")).isEqualTo(path);
        assertThat(path.in(Path.of("root"))).isEqualTo(Path.of("root", "a b", "c.mp3"));
        assertThat(path.withName("d")).isEqualTo(RelativePath.parse("a b/d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "/a", "a/", "a//b", "..", "a/../b", ".", "a/./b", "a\\b", "C:", "a/C:/b", "a\0b", " ", "a/ /b"
            })
    void refuses_what_could_lead_elsewhere(String text) {
        assertThatThrownBy(() -> RelativePath.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
