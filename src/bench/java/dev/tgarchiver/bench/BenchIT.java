package dev.tgarchiver.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.program.Distribution;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the bench works: one row, as small as can be. What it measures so means nothing. */
class BenchIT {

    @TempDir
    private Path folder;

    @Test
    void a_row_ends_in_a_table_a_json_file_and_a_last_line() throws Exception {
        Plan plan = Plan.parse(List.of(
                "mixed",
                "--scale",
                "0.001",
                "--runs",
                "1",
                "--rtt",
                "0",
                "--link",
                "0",
                "--workers",
                "2",
                "--no-peers"));
        Workshop workshop = new Workshop(folder, folder.resolve("results"), Distribution.TESTED, folder, folder);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            BenchMain.run(workshop, plan, out);
        }

        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text).containsPattern("(?m)^mixed +0 ms, unlimited +bare reader +[0-9.]+ +MB/s");
        assertThat(text).containsPattern("(?m)^mixed +0 ms, unlimited +raw TDLib 2 +[0-9.]+ +MB/s");
        assertThat(text)
                .containsPattern(
                        "(?m)^mixed +0 ms, unlimited +archiver 2 +[0-9.]+ +MB/s +[0-9.]+ files/min, [0-9.]+ x raw");
        assertThat(text.lines().reduce((first, second) -> second))
                .hasValueSatisfying(last -> assertThat(last).matches("bench: [01] of 1 targets met"));
        JsonNode json = new ObjectMapper()
                .readTree(workshop.results().resolve("bench.json").toFile());
        assertThat(json.path("measured")).hasSize(3).allSatisfy(line -> {
            assertThat(line.path("median").asDouble()).isPositive();
            assertThat(line.path("samples")).hasSize(1);
        });
        assertThat(json.path("targets").get(0).path("target").asText())
                .isEqualTo("mixed, 0 ms, unlimited: 2 workers / raw TDLib");
        assertThat(json.path("settings").has("machine")).isTrue();
    }

    /** Each ends with an exception when it finds something else than it made. */
    @Test
    void an_older_tracker_and_whole_posts_are_measured_too() throws Exception {
        String distribution = Distribution.TESTED.folder().toString();
        MigrateBench.main(new String[] {folder.toString(), distribution, "2000", "1"});
        ReindexBench.main(new String[] {folder.toString(), distribution, "500", "1"});
        SearchBench.main(new String[] {folder.toString(), distribution, "2000"});
    }

    @Test
    void without_arguments_everything_is_measured_over_every_network() throws Exception {
        Plan plan = Plan.parse(List.of());

        assertThat(plan.rows()).extracting(Plan.Row::name).isEqualTo(Plan.ROWS);
        assertThat(plan.rows()).allMatch(row -> row.scale() == 1 && row.rounds() == 5);
        assertThat(plan.networks()).hasSize(6).contains(new Network(50, 200));
    }

    @Test
    void a_row_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> Plan.parse(Collections.singletonList("song")))
                .isInstanceOf(Plan.BadUsage.class)
                .hasMessageContaining("song");
    }

    @Test
    void a_row_may_have_a_scale_and_a_number_of_rounds_of_its_own() throws Exception {
        Plan plan = Plan.parse(List.of("songs:0.1:3", "small:0.5", "walk", "--runs", "2"));

        assertThat(plan.rows())
                .containsExactly(
                        new Plan.Row("songs", 0.1, 3), new Plan.Row("small", 0.5, 2), new Plan.Row("walk", 1, 2));
        for (String wrong : List.of("songs:fast", "songs:0", "songs:1:0", "songs:1:2:3")) {
            assertThatThrownBy(() -> Plan.parse(List.of(wrong))).as(wrong).isInstanceOf(Plan.BadUsage.class);
        }
    }

    @Test
    void the_median_counts_and_ratios_are_taken_round_by_round() {
        Figures ours = new Figures(4, 9, 2);
        Figures theirs = new Figures(2, 3, 2);

        assertThat(ours.median()).isEqualTo(4);
        assertThat(ours.over(theirs).samples()).containsExactly(2, 3, 1);
        assertThat(ours).hasToString("4.00 (2.00 to 9.00)");
    }
}
