package dev.tgarchiver.console.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.console.terminal.AnsiStyle;
import dev.tgarchiver.console.terminal.SafeText;
import dev.tgarchiver.console.terminal.StyledLine;
import dev.tgarchiver.console.terminal.Symbols;
import dev.tgarchiver.console.terminal.WindowSize;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.progress.RunProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRendererTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final FrameRenderer renderer = new FrameRenderer(Symbols.UNICODE, AnsiStyle.NONE);

    private static ProgressSnapshot.Worker busy(String worker, String file, long bytes, double speed) {
        return new ProgressSnapshot.Worker(
                worker,
                Optional.of(new ProgressSnapshot.Current(
                        file, bytes, 10_000_000, OptionalDouble.of(speed), Duration.ofSeconds(1))));
    }

    private static ProgressSnapshot run(Optional<Instant> waitUntil) {
        return new ProgressSnapshot(
                7,
                NOW,
                Duration.ofSeconds(42),
                true,
                54,
                120,
                120,
                135_000_000,
                300_000_000,
                OptionalLong.of(300_000_000),
                2,
                3,
                OptionalDouble.of(3_200_000),
                Optional.of(Duration.ofSeconds(52)),
                List.of(
                        busy("worker_1", "song.mp3", 4_300_000, 2_100_000),
                        busy("worker_2", "漢字とかなの長いファイル名です.flac", 9_999_999, 999_000),
                        new ProgressSnapshot.Worker("worker_3", Optional.empty())),
                Optional.of(new ProgressSnapshot.Walk(
                        "@example", 3_400, Optional.of(Instant.parse("2021-03-04T05:06:07Z")))),
                3_400,
                waitUntil);
    }

    private String frame(int columns) {
        return text(renderer.frame(run(Optional.empty()), new WindowSize(columns, 24)));
    }

    private static String text(List<StyledLine> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }

    @Test
    void at_120_columns() {
        assertThat(frame(120)).isEqualTo("""
                Walking @example: 3,400 posts, back to 2021-03-04
                worker_1  song.mp3                                  ▕███████▋          ▏   43%   2.1 MB/s
                worker_2  漢字とかなの長いファイル名です.flac       ▕█████████████████▉▏   99%   999 KB/s
                worker_3  idle
                ▕██████████▎            ▏   45%  54/120+ files  135 MB/300 MB  3.2 MB/s  192 MB/min  ETA 52 s+  2 failed  3 to retry
                """);
    }

    @Test
    void at_80_columns() {
        assertThat(frame(80)).isEqualTo("""
                Walking @example: 3,400 posts, back to 2021-03-04
                worker_1  song.mp3                                  ▕███▍    ▏   43%   2.1 MB/s
                worker_2  漢字とかなの長いファイル名です.flac       ▕███████▉▏   99%   999 KB/s
                worker_3  idle
                ▕███▌    ▏   45%  54/120+ files  135 MB/300 MB  3.2 MB/s  ETA 52 s+  2 failed
                """);
    }

    @Test
    void at_40_columns() {
        assertThat(frame(40)).isEqualTo("""
                @example: 3,400 posts, 2021-03-04
                worker_1  song.mp3       43%   2.1 MB/s
                worker_2  漢字とかな…    99%   999 KB/s
                worker_3  idle
                 45%  54/120+  3.2 MB/s  ETA 52 s+
                """);
    }

    @Test
    void at_20_columns() {
        assertThat(frame(20)).isEqualTo("""
                3,400 posts
                song.mp3        43%
                漢字とかなの…   99%
                worker_3  idle
                 45%  54/120+ files
                """);
    }

    @Test
    void at_5_columns() {
        assertThat(frame(5)).isEqualTo("""
                 43%
                 99%
                idle
                 45%
                """);
    }

    @Test
    void in_ascii() {
        FrameRenderer ascii = new FrameRenderer(Symbols.ASCII, AnsiStyle.NONE);
        assertThat(text(ascii.frame(run(Optional.empty()), new WindowSize(70, 24))))
                .isEqualTo("""
                Walking @example: 3,400 posts, back to 2021-03-04
                worker_1  song.mp3                        [###-    ]   43%   2.1 MB/s
                worker_2  漢字とかなの長いファイル名で~   [#######=]   99%   999 KB/s
                worker_3  idle
                [###-    ]   45%  54/120+  3.2 MB/s  ETA 52 s+  2 failed  3 to retry
                """);
    }

    @Test
    void a_wait_is_counted_down_and_no_rate_is_shown() {
        assertThat(text(renderer.frame(run(Optional.of(NOW.plusMillis(27_001))), new WindowSize(60, 24))))
                .isEqualTo("""
                Walking @example: 3,400 posts, back to 2021-03-04
                worker_1  song.mp3              ▕███▍    ▏   43%    waiting
                worker_2  漢字とかなの長いフ…   ▕███████▉▏   99%    waiting
                worker_3  idle
                Telegram asks to wait: 28 s left
                ▕███▌    ▏   45%  54/120+  3.2 MB/s  ETA 52 s+  2 failed
                """);
    }

    @Test
    void the_final_frame_tells_the_time_and_the_speed_over_all_of_it() {
        assertThat(text(renderer.finalFrame(run(Optional.empty()), new WindowSize(100, 24))))
                .isEqualTo("""
                ▕███▌    ▏   45%  54/120+ files  135 MB/300 MB  3.2 MB/s  193 MB/min  42 s  2 failed  3 to retry
                """);
    }

    @Test
    void few_rows_show_the_overall_line_first_of_all() {
        List<StyledLine> lines = renderer.frame(run(Optional.empty()), new WindowSize(80, 3));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1).text()).contains("54/120+ files");
        assertThat(renderer.frame(run(Optional.empty()), new WindowSize(80, 1))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void no_line_reaches_the_last_column_at_any_width(boolean waiting) {
        ProgressSnapshot run = run(waiting ? Optional.of(NOW.plusSeconds(4000)) : Optional.empty());
        for (int columns = 2; columns <= 250; columns++) {
            WindowSize window = new WindowSize(columns, 24);
            for (FrameRenderer any : List.of(renderer, new FrameRenderer(Symbols.ASCII, AnsiStyle.ANSI))) {
                for (StyledLine line : any.frame(run, window)) {
                    String bare = line.text().replaceAll("\u001b\\[\\d+m", "");
                    assertThat(SafeText.width(bare)).isEqualTo(line.width()).isLessThan(columns);
                }
            }
        }
    }

    @Test
    void hostile_names_and_titles_are_made_safe() {
        ProgressSnapshot hostile = new ProgressSnapshot(
                1,
                NOW,
                Duration.ZERO,
                false,
                0,
                1,
                1,
                0,
                0,
                OptionalLong.empty(),
                0,
                0,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(busy("worker_1", "\u001b]0;x\u0007\u202e\n\u009bA", 1, 1)),
                Optional.of(new ProgressSnapshot.Walk("\u001b[2J\r\n", 1, Optional.empty())),
                1,
                Optional.empty());
        assertThat(text(renderer.frame(hostile, new WindowSize(80, 24))))
                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}&&[^\n]]")
                .hasLineCount(3);
    }

    @Test
    void nothing_known_yet_is_no_nonsense() {
        ProgressSnapshot nothing = new RunProgress(new ManualClock(), () -> 0).snapshot();
        assertThat(text(renderer.frame(nothing, new WindowSize(80, 24)))).isEqualTo("0 files\n");
    }
}
