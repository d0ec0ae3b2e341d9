package dev.tgarchiver.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.app.stats.StatsResult;
import dev.tgarchiver.console.progress.Samples;
import dev.tgarchiver.report.ChatList;
import dev.tgarchiver.report.StatsReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static String lines(Table table, int width) {
        return String.join("\n", table.lines(width, AnsiStyle.NONE, Symbols.UNICODE)) + "\n";
    }

    private static Table table() {
        return new Table(Column.shrinking("Title"), Column.text("Kind"), Column.number("Files"))
                .row("漢字とかなの長い名前", "audio", "1,234")
                .row("short", "video_note", 5);
    }

    @Test
    void columns_are_aligned_by_width_and_numbers_to_the_right() {
        assertThat(lines(table(), 80)).isEqualTo("""
                Title                 Kind        Files
                漢字とかなの長い名前  audio       1,234
                short                 video_note      5
                """);
    }

    @Test
    void the_shrinking_column_gives_way_first() {
        assertThat(lines(table(), 32)).isEqualTo("""
                Title          Kind        Files
                漢字とかなの…  audio       1,234
                short          video_note      5
                """);
    }

    @Test
    void too_narrow_a_window_gets_paragraphs_with_whole_numbers() {
        assertThat(lines(table(), 20)).isEqualTo("""
                Title  漢字とかなの…
                Kind   audio
                Files  1,234

                Title  short
                Kind   video_note
                Files  5
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8, 20, 40, 80})
    void no_line_is_wider_than_the_window(int width) {
        for (String line : table().lines(width, AnsiStyle.NONE, Symbols.ASCII)) {
            assertThat(SafeText.width(line)).isLessThanOrEqualTo(width);
        }
    }

    @Test
    void hostile_cells_are_made_safe() {
        assertThat(lines(new Table(Column.text("A")).row("\u001b[2J\nx"), 80)).isEqualTo("A\n\uFFFD[2J x\n");
    }

    @Test
    void piped_output_is_whole_and_without_colours() {
        TestConsole test = TestConsole.piped().coloured();
        ChatList.print(test.console(), Samples.CHATS);
        assertThat(test.out()).isEqualTo("""
                            Id  Channel         Title            Type     Members
                -1001234567890  @example        Example channel  channel   12,345
                -1009876543210  -1009876543210  漢字 🎵\uFFFD[2J      group
                           777  me              Saved Messages   saved
                """);
    }

    @Test
    void chats_as_json_lines() {
        TestConsole test = TestConsole.piped();
        ChatList.printJson(test.console(), Samples.CHATS);
        assertThat(test.out()).isEqualTo("""
                {"id":-1001234567890,"label":"@example","title":"Example channel","type":"channel","members":12345}
                {"id":-1009876543210,"label":"-1009876543210","title":"漢字 🎵\\u001B[2J","type":"group","members":null}
                {"id":777,"label":"me","title":"Saved Messages","type":"saved","members":null}
                """);
    }

    private static String command(String name, List<String> arguments) {
        return "archiver " + name + " " + String.join(" ", arguments);
    }

    @Test
    void stats_as_tables() {
        TestConsole test = TestConsole.terminal(80);
        StatsReport.print(
                test.console(),
                new StatsResult(Samples.STATS, List.of("@example"), List.of(), List.of()),
                List.of(),
                true,
                TableTest::command);
        assertThat(test.out()).isEqualTo("""
                Channel   Posts        Files    Size  Pending  Failed  Newest post  History
                @example  5,000  1,318/1,324  370 MB        3       2  2026-05-06   complete
                漢字 🎵      70          0/0     0 B        0       0               partial
                Total     5,070  1,318/1,324  370 MB        3       2
                漢字 🎵: posts 1 to 99, 120, from 200 are not walked.
                @example: 12 posts edited, 7 deleted at Telegram, 300 to be read again, 5 to be completed, 2 that Telegram did not give whole, 1 of an unknown kind.
                Shared: 16.0 MB that several posts hold and that are stored once.

                Channel   Kind   Posts        Files     Size  Pending  To fetch  Failed  Skipped
                @example  audio    121      118/121   290 MB        0       0 B       2        1
                @example  photo  1,203  1,200/1,203  80.0 MB        3    3.0 MB       0        0
                @example  text   3,676          0/0      0 B        0       0 B       0        0

                Channel   Files    Size  State    Why
                @example      2  5.0 MB  failed   gone: deleted at Telegram
                @example      1  2.0 MB  skipped  max size

                Channel   Post  Failed file    Size  Next try  Why
                @example  4711  a\uFFFD[2J.mp3    2.0 MB  never     The post is gone.
                and 1 more: archiver stats --failures lists them all
                Later runs try failed files again on their own, at the times above. At once: archiver retry @example && archiver download @example

                Run  Started           Took  Outcome      Posts  Edited  Files    Size  Failed
                  2  2026-05-07 10:00  41 s  some failed    130       4    118  290 MB       2
                  1  2026-05-06 10:00        killed           0       0      0     0 B       0

                Disk: 370 MB archive, 1.0 MB cache, 300 KB tracker, 50.0 GB free
                """);
    }

    @Test
    void a_wide_window_shows_what_else_there_is_to_tell_of_channels() {
        TestConsole test = TestConsole.terminal(120);
        StatsReport.print(
                test.console(),
                new StatsResult(Samples.STATS, List.of(), List.of(), List.of()),
                List.of("@example"),
                false,
                TableTest::command);
        assertThat(test.out())
                .startsWith(
                        "Channel   Posts        Files    Size  Pending  To fetch  Failed  Skipped   Shared  First post")
                .contains("@example: left out, since Telegram derives it from other files: thumbnail 1,300 (26.0 MB).")
                .doesNotContain("audio ", "Disk:", "Run ");
    }

    @Test
    void stats_as_json() {
        TestConsole test = TestConsole.piped();
        StatsReport.printJson(test.console(), Samples.STATS);
        assertThat(test.out())
                .hasLineCount(1)
                .startsWith("{\"channels\":[{\"chat_id\":-1001234567890,\"label\":\"@example\","
                        + "\"first_post\":\"2019-01-02T03:04:05Z\",\"last_post\":\"2026-05-06T07:08:09Z\","
                        + "\"complete\":true,\"not_walked\":[],\"posts\":5000,\"files\":1318,\"files_known\":1324,\"bytes\":370000000,"
                        + "\"pending\":3,\"pending_bytes\":3000000,\"failed\":2,\"failed_bytes\":5000000,"
                        + "\"skipped\":1,\"skipped_bytes\":2000000,\"removed\":0,\"deduplicated_bytes\":16000000,"
                        + "\"kinds\":[{\"kind\":\"audio\",\"posts\":121,\"files\":118,\"files_known\":121,")
                .contains("\"failed_by_reason\":{\"gone\":{\"files\":2,\"bytes\":5000000}}")
                .contains("\"not_walked\":[{\"first\":1,\"last\":99},{\"first\":120,\"last\":120},"
                        + "{\"first\":200,\"last\":null}]")
                .contains(
                        "\"posts_edited\":12,\"posts_deleted\":7,\"posts_to_read_again\":300,\"posts_to_complete\":5,\"posts_refused\":2,\"posts_unsupported\":1,"
                                + "\"left_out_by_role\":{\"thumbnail\":{\"files\":1300,\"bytes\":26000000}},"
                                + "\"profile\":{\"title\":\"Example channel\",")
                .contains("\"totals\":{\"posts\":5070,")
                .contains("\"message_id\":4711")
                .contains(
                        "\"outcome\":\"killed\",\"posts\":0,\"edited\":0,\"deleted\":0,\"files\":0,\"bytes\":0,\"failed\":0,\"files_per_minute\":null}")
                .endsWith("\"disk\":{\"archive_bytes\":370000000,\"cache_bytes\":1000000,"
                        + "\"tracker_bytes\":300000,\"free_bytes\":50000000000}}\n");
    }
}
