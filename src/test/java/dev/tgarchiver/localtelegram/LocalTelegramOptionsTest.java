package dev.tgarchiver.localtelegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalTelegramOptionsTest {

    @Test
    void times_and_rates_are_written_with_their_units() throws Exception {
        LocalTelegramOptions options = LocalTelegramOptions.parse(
                List.of("--port", "0", "--rtt", "50ms", "--bandwidth", "200Mbit/s", "--channel-files", "7"));
        assertThat(options.port()).isZero();
        assertThat(options.roundTrip()).isEqualTo(Duration.ofMillis(50));
        assertThat(options.bandwidth()).isEqualTo(25_000_000);
        assertThat(options.channelFiles()).isEqualTo(7);
        assertThat(LocalTelegramOptions.rate("25MB/s")).isEqualTo(25_000_000);
        assertThat(LocalTelegramOptions.rate("800bit/s")).isEqualTo(100);
    }

    @Test
    void nonsense_is_refused_with_a_sentence() {
        assertThatThrownBy(() -> LocalTelegramOptions.parse(List.of("--speed"))).hasMessage("Unknown option --speed");
        assertThatThrownBy(() -> LocalTelegramOptions.parse(List.of("--rtt", "50")))
                .hasMessageContaining("50ms or 1s");
        assertThatThrownBy(() -> LocalTelegramOptions.parse(List.of("--port"))).hasMessage("--port needs a value");
    }

    @Test
    void the_channel_of_everything_is_there_when_its_list_is_asked_for() throws Exception {
        assertThat(LocalTelegramOptions.parse(List.of()).everything()).isNull();
        assertThat(LocalTelegramOptions.parse(List.of("--everything", "all.tsv"))
                        .everything())
                .isEqualTo(Path.of("all.tsv"));
    }
}
