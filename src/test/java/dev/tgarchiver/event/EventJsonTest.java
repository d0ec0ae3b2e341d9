package dev.tgarchiver.event;

import static dev.tgarchiver.console.progress.TestEvents.CHANNEL;
import static dev.tgarchiver.console.progress.TestEvents.DAY;
import static dev.tgarchiver.console.progress.TestEvents.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tgarchiver.console.progress.ManualClock;
import dev.tgarchiver.console.progress.TestEvents;
import dev.tgarchiver.console.terminal.JsonLine;
import dev.tgarchiver.event.Event.FileRef;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.progress.SnapshotJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678912Z");
    private static final String CHANNEL_JSON =
            "'channel':{'chat_id':-1001,'title':'A title','username':'example','type':'channel'}";
    private static final String FILE_JSON = "'worker':'worker_1','file':{'id':1,'chat_id':-1001,'message_id':101,"
            + "'kind':'audio','size':10,'name':'a.mp3'}";
    private static final FileRef FILE = file(1, 10, "a.mp3");

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(
                        new Event.RunStarted(7, List.of("@a", "me"), 3, 5, 50, new Event.Limit(100, 0)),
                        "run_started",
                        "'run':7,'channels':['@a','me'],'posts':[],'workers':3,'pending_files':5,'pending_bytes':50,"
                                + "'max_files':100,'max_bytes':0}"),
                Arguments.of(new Event.ChannelStarted(CHANNEL), "channel_started", CHANNEL_JSON + "}"),
                Arguments.of(
                        new Event.PageWalked(CHANNEL, 100, 3, 30, DAY),
                        "page_walked",
                        CHANNEL_JSON + ",'posts':100,'files':3,'bytes':30,'oldest':'2021-03-04T05:06:07.008Z'}"),
                Arguments.of(
                        new Event.PostsReadAgain(CHANNEL, 90, 2, 1, 3, 30),
                        "posts_read_again",
                        CHANNEL_JSON + ",'posts':90,'edited':2,'deleted':1,'files':3,'bytes':30}"),
                Arguments.of(new Event.WalkFinished(CHANNEL, 9), "walk_finished", CHANNEL_JSON + ",'posts':9}"),
                Arguments.of(
                        new Event.ChannelFailed("@x", "@x: no such channel"),
                        "channel_failed",
                        "'name':'@x','reason':'@x: no such channel'}"),
                Arguments.of(
                        new Event.PostFailed("https://t.me/x/1", "@x has no post 1"),
                        "post_failed",
                        "'link':'https://t.me/x/1','reason':'@x has no post 1'}"),
                Arguments.of(new Event.FileStarted("worker_1", FILE), "file_started", FILE_JSON + "}"),
                Arguments.of(
                        new Event.FileProgress("worker_1", FILE, 4, 0), "file_progress", FILE_JSON + ",'bytes':4}"),
                Arguments.of(
                        new Event.FileDone("worker_1", FILE, "x/a.mp3", 10, Duration.ofMillis(1500)),
                        "file_done",
                        FILE_JSON + ",'path':'x/a.mp3','bytes':10,'took_ms':1500}"),
                Arguments.of(
                        new Event.FileRetry("worker_1", FILE, "slow", 2, DAY),
                        "file_retry",
                        FILE_JSON + ",'reason':'slow','attempt':2,'next':'2021-03-04T05:06:07.008Z'}"),
                Arguments.of(
                        new Event.FilePostponed("worker_1", FILE, "it waits"),
                        "file_postponed",
                        FILE_JSON + ",'reason':'it waits'}"),
                Arguments.of(
                        new Event.FileFailed("worker_1", FILE, FailureCause.GONE, "It is gone."),
                        "file_failed",
                        FILE_JSON + ",'cause':'gone','reason':'It is gone.'}"),
                Arguments.of(
                        new Event.FileReplaced("worker_1", FILE, "edited", 1, 70),
                        "file_replaced",
                        FILE_JSON + ",'reason':'edited','files':1,'bytes':70}"),
                Arguments.of(
                        new Event.FloodWait(Duration.ofSeconds(30), DAY),
                        "flood_wait",
                        "'length_ms':30000,'until':'2021-03-04T05:06:07.008Z'}"),
                Arguments.of(TestEvents.warning("hm"), "notice", "'level':'warning','text':'hm'}"),
                Arguments.of(
                        TestEvents.finished(Outcome.SOME_FAILED, 3, 30, 1, 2),
                        "run_finished",
                        "'outcome':'some_failed','posts':0,'edited':0,'deleted':0,'files':3,'bytes':30,'failed':1,"
                                + "'channels_failed':0,'pending':2,'next_attempt':null,'kept_files':0,'kept_bytes':0,'failed_earlier':0,'retry_at':null,"
                                + "'limit':null,'took_ms':41000}"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_keeps_its_fields(Event event, String type, String rest) {
        assertThat(JsonLine.of(EventJson.of(event, TIME)))
                .isEqualTo(("{'type':'" + type + "','time':'2026-01-02T03:04:05.678Z'," + rest).replace('\'', '"'));
    }

    /** A script's author reads of each kind of event, with each of its fields, and of no other. */
    @ParameterizedTest
    @MethodSource("events")
    void the_reference_names_every_field(Event event, String type) throws Exception {
        String row = Files.readAllLines(Path.of("src/docs/reference/json.md")).stream()
                .filter(line -> line.startsWith("| `" + type + "` |"))
                .findFirst()
                .orElseThrow();
        String fields = row.substring(row.indexOf('|', 2)).replaceAll("\\([^)]*\\)", "");
        List<String> documented = Pattern.compile("`([a-z_]+)`")
                .matcher(fields.split(";", 2)[0])
                .results()
                .map(found -> found.group(1))
                .toList();
        List<String> written = new ArrayList<>();
        EventJson.of(event, TIME).fieldNames().forEachRemaining(written::add);
        written.removeAll(List.of("type", "time"));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void every_kind_of_event_is_in_that_list() {
        assertThat(events().map(arguments -> arguments.get()[0].getClass()).distinct())
                .hasSize(Event.class.getPermittedSubclasses().length);
    }

    @Test
    void a_line_holds_nothing_that_a_terminal_acts_upon_and_loses_nothing() throws Exception {
        String hostile = "\u001b[2J\u009b\u007f\u202e\n\u2028\ud800 \"\\ 漢🎵\uDB40\uDC41";
        JsonNode json = JsonNodeFactory.instance.objectNode().put("title", hostile);
        String line = JsonLine.of(json);
        assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028]").contains("漢🎵");
        assertThat(new ObjectMapper().readTree(line).path("title").asText()).isEqualTo(hostile);
    }

    @Test
    void a_state_survives_being_written_and_read() throws Exception {
        ManualClock clock = new ManualClock();
        RunProgress tally = new RunProgress(clock, clock::nanoTime);
        tally.on(TestEvents.started(2, 3, 30));
        tally.on(new Event.PageWalked(CHANNEL, 100, 3, 30, DAY));
        tally.on(new Event.FileStarted("worker_1", FILE));
        clock.advance(Duration.ofSeconds(2));
        tally.on(new Event.FileProgress("worker_1", FILE, 4, 0));
        tally.on(new Event.FloodWait(Duration.ofSeconds(30), ManualClock.START.plusSeconds(30)));
        ProgressSnapshot state = tally.snapshot();
        String line = JsonLine.of(SnapshotJson.write(state));
        assertThat(SnapshotJson.read(new ObjectMapper().readTree(line))).contains(state);
        assertThat(SnapshotJson.read(new ObjectMapper().readTree("{}"))).isEmpty();
        assertThat(SnapshotJson.read(new ObjectMapper().readTree("{\"type\":\"progress\",\"time\":\"x\"}")))
                .isEmpty();
    }
}
