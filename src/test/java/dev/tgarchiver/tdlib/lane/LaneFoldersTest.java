package dev.tgarchiver.tdlib.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.storage.sweep.StaleLanes;
import dev.tgarchiver.telegram.TelegramFailure.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaneFoldersTest {

    @TempDir
    private Path folder;

    private Path session;
    private Path lanes;

    @BeforeEach
    void login() throws IOException {
        lanes = folder.resolve("lanes");
        session = Files.createDirectory(folder.resolve("session"));
        Files.writeString(session.resolve("td.binlog"), "login");
        Files.writeString(session.resolve("key"), "secret");
        Files.writeString(session.resolve("db.sqlite"), "chats");
        Files.writeString(session.resolve("db.sqlite-wal"), "more");
        Files.writeString(session.resolve("db.sqlite-shm"), "index");
    }

    @Test
    void a_lane_is_a_copy_of_the_session_for_its_owner_alone() throws Exception {
        LaneFolders folders = new LaneFolders(lanes, 9);
        assertThat(folders.takeSnapshot(session)).isEqualTo(5 + 6 + 5 + 4);
        Path lane = folders.copy(2);
        assertThat(lane).isDirectoryContaining("glob:**/td.binlog").isDirectoryContaining("glob:**/db.sqlite-wal");
        assertThat(lane.resolve("db.sqlite-shm")).as("rebuilt by SQLite").doesNotExist();
        for (Path each : new Path[] {lanes, lane}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_large_database_is_left_out() throws Exception {
        LaneFolders folders = new LaneFolders(lanes, 8);
        assertThat(folders.takeSnapshot(session)).isEqualTo(5 + 6);
        assertThat(folders.copy(2).resolve("db.sqlite")).doesNotExist();
    }

    @Test
    void what_a_lane_has_learned_the_next_ones_know() throws Exception {
        LaneFolders folders = new LaneFolders(lanes, 8);
        folders.takeSnapshot(session);
        Path lane = folders.copy(2);
        Files.writeString(lane.resolve("db.sqlite"), "another chat");
        Files.createDirectories(lane.resolve("files/temp"));
        folders.adopt(2);
        assertThat(folders.copy(3).resolve("db.sqlite")).hasContent("another chat");
        assertThat(lanes.resolve("3/files")).doesNotExist();
        assertThat(lane.resolve("db.sqlite")).exists();
        try (Stream<Path> there = Files.list(lanes)) {
            assertThat(there.map(Path::getFileName))
                    .map(Path::toString)
                    .containsExactlyInAnyOrder("2", "3", "snapshot");
        }
    }

    @Test
    void without_a_login_the_copy_is_empty() throws Exception {
        LaneFolders folders = new LaneFolders(lanes, 8);
        assertThat(folders.takeSnapshot(folder.resolve("nothing"))).isZero();
        assertThat(folders.copy(2)).isEmptyDirectory();
    }

    @Test
    void everything_is_removed_and_removing_nothing_is_no_failure() throws Exception {
        LaneFolders folders = new LaneFolders(lanes, 9);
        folders.takeSnapshot(session);
        Files.createDirectories(folders.copy(2).resolve("files/temp"));
        folders.remove();
        assertThat(lanes).doesNotExist();
        folders.remove();
        assertThat(session.resolve("td.binlog")).exists();
    }

    @Test
    void what_is_none_of_the_lanes_is_left_alone() throws Exception {
        LaneFolders folders = new LaneFolders(lanes, 9);
        folders.takeSnapshot(session);
        folders.copy(2);
        Path foreign = Files.createDirectories(lanes.resolve("Some Channel"));
        Files.writeString(foreign.resolve("1_a.mp3"), "music");
        Files.createDirectory(lanes.resolve("split-6162"));
        folders.removeStale(Instant.MAX);
        folders.remove();
        assertThat(lanes).isDirectoryContaining(foreign::equals);
        assertThat(foreign.resolve("1_a.mp3")).exists();
        assertThat(lanes.toFile().list()).hasSize(1);
    }

    @Test
    void a_copy_that_cannot_be_made_says_what_to_do() throws Exception {
        LaneFolders folders = new LaneFolders(lanes, 9);
        folders.takeSnapshot(session);
        folders.copy(2);
        assertThatThrownBy(() -> folders.copy(2)).isInstanceOf(Local.class).hasMessageContaining("download.lanes");
    }

    @Test
    void a_lane_with_the_beginning_of_a_file_is_kept_for_some_time() throws Exception {
        Instant now = Instant.parse("2026-05-06T10:00:00Z");
        LaneFolders folders = new LaneFolders(lanes, 9);
        folders.takeSnapshot(session);
        folders.copy(2);
        folders.copy(3);
        folders.copy(4);
        Partials partials = Partials.read(lanes);
        partials.start(3, "aFile", now);
        partials.start(4, "another", now.minus(Duration.ofDays(8)));

        folders.removeStale(now.minus(Duration.ofDays(7)));
        assertThat(lanes).isDirectoryNotContaining("glob:**/snapshot").isDirectoryNotContaining("glob:**/2");
        assertThat(folders.isKept(3)).isTrue();
        assertThat(folders.isKept(4)).isFalse();
        assertThat(StaleLanes.stale(lanes, now)).isEmpty();

        partials.end("aFile");
        folders.removeStale(Instant.MIN);
        assertThat(lanes).doesNotExist();
    }
}
