package dev.tgarchiver.app.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.telegram.TelegramFailure;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OpenFileLimitTest {

    @Test
    void is_read_from_what_linux_shows() {
        assertThat(OpenFileLimit.of(List.of(
                                "Limit                     Soft Limit           Hard Limit           Units     ",
                                "Max open files            1024                 4096                 files     "))
                        .files())
                .hasValue(1024);
        assertThat(OpenFileLimit.of(List.of("Max open files            unlimited   unlimited   files"))
                        .files())
                .isEmpty();
    }

    @Test
    void too_low_a_limit_is_refused_with_what_would_do() {
        OpenFileLimit low = new OpenFileLimit(OptionalLong.of(256));
        assertThatCode(() -> low.requireFor(3)).doesNotThrowAnyException();
        assertThatThrownBy(() -> low.requireFor(8))
                .isInstanceOf(TelegramFailure.Local.class)
                .hasMessageContainingAll("256", "8 TDLib clients need 500", "ulimit -n 500", "at most 3 workers");
        assertThatThrownBy(() -> new OpenFileLimit(OptionalLong.of(64)).requireFor(1))
                .hasMessageContainingAll("64", "TDLib needs 150")
                .hasMessageNotContaining("workers");
        assertThatCode(() -> new OpenFileLimit(OptionalLong.empty()).requireFor(8))
                .doesNotThrowAnyException();
    }
}
