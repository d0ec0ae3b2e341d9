package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.faults.Call;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A large file that a run left half done is gone on with, whichever lane had it. Counted by the parts asked for. */
final class LaneResumeIT extends EndToEnd {

    private static final int FILES = 3;
    private static final int BYTES = 24_000_000;
    private static final int PART = 64 << 10;
    private static final int PARTS = FILES * ((BYTES + PART - 1) / PART);

    /** What one client has in flight is asked for again: 2 MiB. */
    private static final int IN_FLIGHT = (2 << 20) / PART;

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(FILES, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(BYTES - id))));
        archiver.loggedIn();
    }

    private record Part(long file, long offset) {}

    private Set<Part> parts() {
        Set<Part> parts = new HashSet<>();
        for (Call call : telegram.calls().of("upload.getFile")) {
            TlObject location = call.arguments().objectAt("location");
            parts.add(new Part(location.longAt("id"), call.arguments().longAt("offset")));
        }
        return parts;
    }

    /** A run of three lanes that has a good half of everything, evenly, and stands almost still now. */
    private ProgramRun halfDone() throws IOException {
        telegram.conditions().bandwidth(9_000_000);
        ProgramRun run = archiver.start("download", "@some", "--workers", "3");
        await().atMost(Duration.ofSeconds(90)).until(() -> parts().size() > PARTS / 2);
        telegram.conditions().bandwidth(20_000);
        assertThat(parts().stream().collect(Collectors.groupingBy(Part::file, Collectors.counting())))
                .hasSize(FILES)
                .allSatisfy((file, count) -> assertThat(count).isBetween(PARTS / FILES / 5L, PARTS / FILES - 1L));
        return run;
    }

    private Set<Part> finish(String... arguments) throws IOException {
        telegram.conditions().bandwidth(0);
        telegram.calls().clear();
        ProgramRun run = archiver.run("", arguments);
        assertThat(run.exitCode()).as("%s", run).isZero();
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
        assertThat(lanes()).doesNotExist();
        return parts();
    }

    private Path lanes() {
        return folder.resolve("data/lanes");
    }

    private List<String> laneFolders() throws IOException {
        try (Stream<Path> inside = Files.list(lanes())) {
            // Beside them lie the checkpoints of their files.
            return inside.map(lane -> lane.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .sorted()
                    .toList();
        }
    }

    private static void assertLittleAgain(Set<Part> before, Set<Part> after) {
        Set<Part> again = new HashSet<>(before);
        again.retainAll(after);
        assertThat(again).as("parts fetched twice").hasSizeLessThanOrEqualTo(FILES * (IN_FLIGHT + 4));
        assertThat(after).hasSizeLessThan(PARTS - before.size() + FILES * (IN_FLIGHT + 4) + 1);
    }

    @Test
    void after_ctrl_c_every_lane_goes_on_where_it_was() throws IOException {
        ProgramRun run = halfDone();
        run.interrupt();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        Set<Part> before = parts();
        assertThat(laneFolders()).containsExactly("1", "2", "3");
        for (String lane : laneFolders()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lanes().resolve(lane))))
                    .isEqualTo("rwx------");
        }
        ProgramRun cleanup = archiver.run("", "cleanup");
        assertThat(cleanup.exitCode()).as("%s", cleanup).isZero();
        assertThat(laneFolders()).as("to go on with").containsExactly("1", "2", "3");
        assertThat(archiver.run("", "chats").exitCode()).isZero();

        assertLittleAgain(before, finish("download", "@some", "--workers", "3"));
    }

    @Test
    void after_a_kill_even_one_worker_goes_on_with_the_files_of_every_lane() throws IOException {
        ProgramRun run = halfDone();
        run.kill();
        run.await();
        assertLittleAgain(parts(), finish("download", "@some", "--workers", "1"));
        assertThat(Files.readString(folder.resolve("data/logs/downloader.log")))
                .contains("Lane 2 resumes where an earlier run stopped", "Lane 3 resumes where an earlier run stopped");
    }

    @Test
    void old_ones_and_those_of_another_login_are_not_kept() throws IOException {
        ProgramRun run = halfDone();
        run.kill();
        run.await();
        try (Stream<Path> begun = Files.list(lanes().resolve("3/partials"))) {
            for (Path file : begun.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
            }
        }
        telegram.conditions().bandwidth(0);
        assertThat(archiver.run("", "cleanup").out()).contains("stale lanes");
        assertThat(laneFolders()).containsExactly("1", "2");
        assertThat(archiver.run("", "logout").exitCode()).isZero();
        assertThat(lanes()).doesNotExist();

        archiver.login();
        assertThat(finish("download", "@some", "--workers", "3")).hasSize(PARTS);
    }
}
