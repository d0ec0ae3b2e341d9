package dev.tgarchiver.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.faults.Call;
import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.junit.LocalTelegram;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults that last for ever, of each method that the program calls: a run ends, says why with the right exit code, and
 * archives what the fault does not concern; when the fault is over, the next run completes the archive. TDLib asks again
 * for half a minute or more before it reports an error, so all the runs of the class go on at the same time, on one server;
 * each has an installation of its own, and faults that concern its own channels only.
 */
@LocalTelegram
final class EndlessFaultsIT {

    private static final String HISTORY = "messages.getHistory";
    private static final String POSTS = "channels.getMessages";
    private static final String NAME = "contacts.resolveUsername";
    private static final String DIALOG = "messages.getPeerDialogs";
    private static final String DIFFERENCE = "updates.getChannelDifference";
    private static final String PART = "upload.getFile";

    /** As many as the machine has memory for; they mostly wait. */
    private static final int AT_ONCE = 12;

    /** Posts with files in each channel; one more may be added. */
    private static final int FILES = 3;

    /** What is answered for ever, and what a run is to say of it. */
    private enum Answer {
        REFUSED(400, "SOME_NEW_ERROR", "SOME_NEW_ERROR"),
        FORBIDDEN(403, "SOME_NEW_ERROR", "SOME_NEW_ERROR"),
        NOT_ACCEPTABLE(406, "SOME_NEW_ERROR", "SOME_NEW_ERROR"),
        FLOOD_OF_ANOTHER_KIND(420, "SOME_NEW_ERROR", "SOME_NEW_ERROR"),
        SHORT_FLOOD_WAIT(420, "FLOOD_WAIT_3", "Telegram asks to wait|max_duration"),
        LONG_FLOOD_WAIT(420, "FLOOD_WAIT_100", "Telegram asks to wait|max_duration"),
        INTERNAL(500, "INTERNAL", "INTERNAL"),
        TIMEOUT(-503, "Timeout", "Timeout"),
        DROPPED(0, "", "no answer|no new byte|[Nn]o connection|not reach"),
        LOST(0, "", "no answer|no new byte");

        private final int code;
        private final String text;
        private final Pattern said;

        Answer(int code, String text, String said) {
            this.code = code;
            this.text = text;
            this.said = Pattern.compile(said);
        }

        Fault to(String method) {
            return switch (this) {
                case DROPPED -> telegram.faults().dropConnection(method).forever();
                case LOST -> telegram.faults().loseAnswer(method).forever();
                default -> telegram.faults().error(method, code, text).forever();
            };
        }

        boolean isWait() {
            return this == SHORT_FLOOD_WAIT || this == LONG_FLOOD_WAIT;
        }

        /** Whether TDLib ever reports it. */
        boolean isSilent() {
            return this == DROPPED || this == LOST;
        }
    }

    /** A run with a channel for each of some answers to a method, and one that nothing is wrong with. */
    private record Scenario(String method, List<Answer> answers) {
        /** How long the program waits for bytes and answers; else longer than TDLib asks again by itself. */
        String patience() {
            return answers.get(0).isSilent() || method.equals(DIFFERENCE) ? "10s" : "100s";
        }

        @Override
        public String toString() {
            return method + " " + answers;
        }
    }

    /** Those that take longest first. */
    static Stream<Scenario> scenarios() {
        List<String> methods = List.of(HISTORY, POSTS, NAME, DIALOG, DIFFERENCE, PART);
        Stream<Scenario> files = Stream.of(new Scenario(
                PART,
                List.of(
                        Answer.FLOOD_OF_ANOTHER_KIND,
                        Answer.INTERNAL,
                        Answer.TIMEOUT,
                        Answer.REFUSED,
                        Answer.FORBIDDEN,
                        Answer.NOT_ACCEPTABLE)));
        Stream<Scenario> alone = Stream.of(
                        Answer.INTERNAL,
                        Answer.TIMEOUT,
                        Answer.DROPPED,
                        Answer.LOST,
                        Answer.SHORT_FLOOD_WAIT,
                        Answer.LONG_FLOOD_WAIT)
                .flatMap(answer -> methods.stream()
                        .filter(method -> !method.equals(PART) || answer.isWait() || answer.isSilent())
                        .map(method -> new Scenario(method, List.of(answer))));
        Stream<Scenario> together = methods.stream()
                .filter(method -> !method.equals(PART))
                .map(method -> new Scenario(method, List.of(Answer.REFUSED, Answer.FORBIDDEN, Answer.NOT_ACCEPTABLE)));
        return Stream.of(files, alone, together).flatMap(scenarios -> scenarios);
    }

    /** What has become of a scenario. */
    private record Played(
            List<Answer> given,
            ProgramRun faulty,
            Set<Integer> archived,
            ProgramRun mended,
            Installation archiver,
            List<Channel> channels) {

        String said() {
            return faulty.out() + faulty.err();
        }

        List<Post> files() {
            return channels.stream()
                    .flatMap(channel -> channel.history().ids().stream()
                            .map(channel.history()::required)
                            .filter(post -> post.media() != null))
                    .toList();
        }
    }

    private static final Map<String, Played> PLAYED = new HashMap<>();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path home;

    private static TelegramServer telegram;

    @BeforeAll
    static void play(TelegramServer server) throws Exception {
        telegram = server;
        telegram.world().user(Installation.PHONE).code(Installation.CODE);
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<String, Future<Played>> playing = new LinkedHashMap<>();
            for (Scenario scenario : scenarios().toList()) {
                String names = "scenario" + playing.size() + "x";
                playing.put(scenario.toString(), executor.submit(() -> play(scenario, names)));
            }
            for (Map.Entry<String, Future<Played>> entry : playing.entrySet()) {
                PLAYED.put(entry.getKey(), entry.getValue().get());
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static Played play(Scenario scenario, String names) throws IOException {
        Installation archiver = Installation.in(Files.createDirectories(home.resolve(names)), telegram)
                .loggedIn();
        archiver.environment("ARCHIVER_DOWNLOAD_RETRY_MAX_ATTEMPTS", "1");
        List<Channel> channels = new ArrayList<>();
        for (int number = 0; number <= scenario.answers().size(); number++) {
            channels.add(channel(names + number, number * (FILES + 1)));
        }
        List<String> download = new ArrayList<>(List.of("download", "--workers", "2"));
        // The one that nothing is wrong with comes last, and nobody is to be kept from it.
        channels.stream().skip(1).forEach(channel -> download.add("@" + channel.username()));
        download.add("@" + channels.get(0).username());
        if (scenario.method().equals(DIFFERENCE)) {
            // It tells what is new in a channel that is known.
            assertThat(run(archiver, download).exitCode()).isZero();
            channels.forEach(channel -> channel.post(file(channel.history().topId() + 1)));
        }
        List<Fault> faults = new ArrayList<>();
        for (int number = 1; number < channels.size(); number++) {
            Channel channel = channels.get(number);
            faults.add(scenario.answers().get(number - 1).to(scenario.method()).when(call -> concerns(channel, call)));
        }
        List<String> faulty = new ArrayList<>(download);
        Answer first = scenario.answers().get(0);
        archiver.environment("ARCHIVER_TELEGRAM_CONNECT_TIMEOUT", "20s");
        if (first.isWait()) {
            faulty.addAll(List.of("--max-duration", "8"));
        }
        archiver.environment("ARCHIVER_DOWNLOAD_WORKER_TIMEOUT", scenario.patience());
        ProgramRun ended = run(archiver, faulty);
        Set<Integer> archived = archiver.archived().keySet();
        faults.forEach(fault -> fault.times(0));
        List<Answer> given = new ArrayList<>(scenario.answers());
        given.removeIf(answer -> faults.get(scenario.answers().indexOf(answer)).happened() == 0);
        if (scenario.method().equals(POSTS) || scenario.method().equals(PART)) {
            run(archiver, List.of("retry"));
        }
        return new Played(given, ended, archived, run(archiver, download), archiver, channels);
    }

    private static ProgramRun run(Installation archiver, List<String> arguments) throws IOException {
        return archiver.run("", arguments.toArray(String[]::new));
    }

    /** Posts with files after some without; no other channel of the run has files at these. */
    private static Channel channel(String name, int before) {
        return telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(before + FILES, id -> id > before ? file(id) : PostDraft.text("Post " + id));
    }

    private static PostDraft file(int id) {
        return PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(100_000 + id)));
    }

    private static boolean concerns(Channel channel, Call call) {
        if (call.method().equals(PART)) {
            Post bad = channel.history().required(channel.history().topId() - 1);
            return requireNonNull(bad.media()).file().id()
                    == call.arguments().objectAt("location").longAt("id");
        }
        // Beyond the newest post TDLib asks for posts by itself.
        boolean asksForMore = call.method().equals(POSTS)
                && call.arguments().objectsAt("id").stream()
                        .anyMatch(id -> id.intAt("id") > channel.history().topId());
        return !asksForMore
                && Pattern.compile("\\b(" + channel.username() + "|" + channel.id() + ")\\b")
                        .matcher(call.arguments().toString())
                        .find();
    }

    /** Whether another lane knew the posts that one was not told of. */
    private static boolean hasAll(Played played) {
        return played.faulty().out().contains("Nothing failed.")
                && played.archived().size() == played.files().size();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_fault_that_lasts_for_ever_ends_the_run_with_its_reason_and_costs_nothing_later(Scenario scenario)
            throws IOException {
        Played played = requireNonNull(PLAYED.get(scenario.toString()));
        boolean waits = scenario.answers().get(0).isWait();
        // TDLib asks again and again for what breaks its connection, which then serves nobody else either.
        boolean dropped = scenario.answers().get(0) == Answer.DROPPED;
        if (scenario.method().equals(DIFFERENCE)) {
            // TDLib has other ways to what is new, or does not answer.
            assertThat(played.faulty().exitCode()).as("%s", played.faulty()).isIn(0, 3, 7);
        } else {
            // A lane that knows a post already does not ask for it.
            boolean passed = waits || played.given().isEmpty() || hasAll(played);
            int expected = passed ? 0 : 3;
            if (dropped) {
                assertThat(played.faulty().exitCode()).as("%s", played.faulty()).isIn(expected, 7);
            } else {
                assertThat(played.faulty().exitCode()).as("%s", played.faulty()).isEqualTo(expected);
            }
            assertThat(passed && !waits ? List.<Answer>of() : played.given())
                    .allSatisfy(answer -> assertThat(played.said()).containsPattern(answer.said));
            // On a busy machine, a run may be over before it comes to that.
            assertThat(waits
                            || scenario.method().equals(POSTS)
                            || played.given().equals(scenario.answers()))
                    .as("%s happened", played.given())
                    .isTrue();
        }
        if (waits) {
            assertThat(played.said()).doesNotContainPattern("\\d (file|channel)s? failed");
        } else if (!dropped || scenario.method().equals(PART)) {
            assertThat(played.archived()).as("what is well").contains(1, FILES);
        }
        assertThat(played.mended().exitCode()).as("%s", played.mended()).isZero();
        played.archiver().assertArchiveIs(played.files());
    }
}
