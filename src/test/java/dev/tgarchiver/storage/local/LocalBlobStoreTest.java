package dev.tgarchiver.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.BlobStoreContract;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import dev.tgarchiver.storage.naming.FileName;
import dev.tgarchiver.storage.naming.TemporaryName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBlobStoreTest extends BlobStoreContract {

    private final Path root;
    private final LocalBlobStore store;

    LocalBlobStoreTest(@TempDir Path folder) {
        super(folder);
        root = folder.resolve("archive/downloads");
        store = new LocalBlobStore(root);
    }

    @Override
    protected BlobStore open() {
        return store;
    }

    @Override
    protected List<String> stored() throws IOException {
        return archived();
    }

    @Override
    protected Instant modified(RelativePath path) throws Exception {
        return Files.getLastModifiedTime(store.locate(path)).toInstant();
    }

    @Override
    protected void assertNothingElsewhere() throws IOException {
        try (Stream<Path> outside = Files.list(folder)) {
            assertThat(outside).containsExactly(folder.resolve("archive"));
        }
        assertThat(folder.resolve("archive")).isDirectoryNotContaining(path -> !path.equals(root));
    }

    private List<String> archived() throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_disk_that_goes_away_during_the_run_ends_it() throws Exception {
        publish(source("a", "one"), TARGET);
        Path away = Files.move(root, folder.resolve("away"));
        Path source = source("b", "two");
        for (boolean mountPoint : new boolean[] {false, true}) {
            if (mountPoint) {
                Files.createDirectory(root);
            }
            StorageFailure failure = failure(source, 3, TARGET.withName("2_b"));
            assertThat(failure.kind()).isEqualTo(StorageFailure.Kind.MACHINE);
            assertThat(failure).hasMessageContaining("mounted");
            assertThat(archived()).isEmpty();
        }
        Files.delete(root);
        Files.move(away, root);
        publish(source, TARGET.withName("2_b"));
        assertThat(archived()).hasSize(2);
    }

    /** One of them makes the folder while another finds it missing. */
    @Test
    void workers_that_publish_their_first_files_together_take_no_folder_for_gone() throws Exception {
        int workers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            for (int round = 0; round < 100; round++) {
                LocalBlobStore fresh = new LocalBlobStore(folder.resolve("fresh" + round));
                CyclicBarrier together = new CyclicBarrier(workers);
                List<Future<Stored>> published = new ArrayList<>();
                for (int worker = 0; worker < workers; worker++) {
                    Path source = source("s" + round + "-" + worker, "x" + worker);
                    RelativePath target = TARGET.withName(worker + "_x");
                    published.add(threads.submit(() -> {
                        together.await();
                        return publish(fresh, source, 2, target);
                    }));
                }
                for (Future<Stored> each : published) {
                    assertThat(each.get().size()).isEqualTo(2);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_disk_that_is_mounted_anew_will_do() throws Exception {
        publish(source("a", "one"), TARGET);
        Files.move(root, folder.resolve("away"));
        Files.createDirectories(root.resolve("News/2020-02"));
        publish(source("b", "two"), TARGET.withName("2_b"));
        assertThat(archived()).hasSize(1);
    }

    @Test
    void a_source_on_another_file_system_is_copied() throws Exception {
        Path other = Path.of("/dev/shm");
        assumeThat(Files.isWritable(other) && !Files.getFileStore(other).equals(Files.getFileStore(folder)))
                .isTrue();
        Path source = Files.createTempFile(other, "source", "");
        try {
            Files.writeString(source, "bytes");

            Stored stored = publish(source, TARGET);

            assertThat(store.locate(TARGET)).hasContent("bytes");
            assertThat(stored.sha256()).isEqualTo(sha256("bytes".getBytes(StandardCharsets.UTF_8)));
            assertThat(Files.getPosixFilePermissions(store.locate(TARGET)))
                    .isEqualTo(Files.getPosixFilePermissions(Files.createFile(root.resolve("new"))));
            assertThat(Files.getLastModifiedTime(store.locate(TARGET)).toInstant())
                    .isEqualTo(POSTED);
        } finally {
            Files.delete(source);
        }
    }

    @Test
    void a_published_file_has_the_permissions_of_any_new_one_not_those_of_its_private_source() throws Exception {
        Path source = source("a", "bytes");
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-------"));
        publish(source, TARGET);

        assertThat(Files.getPosixFilePermissions(store.locate(TARGET)))
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(root.resolve("new"))));
    }

    @Test
    void a_file_that_cannot_have_the_group_of_its_folder_is_copied_to_one_that_has() throws Exception {
        Path own = Files.writeString(folder.resolve("private"), "bytes");
        NewFileAttributes refusing = new NewFileAttributes() {
            @Override
            boolean giveTo(Path file, Path probe) {
                return false;
            }
        };
        Path temporary = folder.resolve("temporary");
        assertThat(FileTransfer.linkOrCopy(own, temporary, folder.resolve("second"), Optional.empty(), refusing)
                        .size())
                .isEqualTo(5);
        assertThat(temporary).hasContent("bytes");
        assertThat(Files.isSameFile(own, temporary)).isFalse();
    }

    @Test
    void what_a_killed_run_left_behind_is_replaced() throws Exception {
        Path month = Files.createDirectories(root.resolve("News/2020-02"));
        Path left = Files.writeString(month.resolve(".1_song.mp3.archiver-part"), "half");
        Files.writeString(month.resolve(".1_song.mp3~2.archiver-part"), "");
        assertThat(TemporaryName.is(left)).isTrue();

        publish(source("a", "whole"), TARGET);

        assertThat(store.locate(TARGET)).hasContent("whole");
        assertThat(archived()).containsExactly(TARGET.toString());
    }

    @Test
    void a_run_killed_after_the_rename_finds_its_own_file() throws Exception {
        Path source = source("a", "whole");
        Path month = Files.createDirectories(root.resolve("News/2020-02"));
        Files.createLink(month.resolve("1_song.mp3"), source);

        assertThat(publish(source, TARGET).path()).isEqualTo(TARGET);
        assertThat(archived()).containsExactly(TARGET.toString());
        assertThat(source).hasContent("whole");
    }

    @Test
    void a_link_in_place_of_a_folder_is_not_followed() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("News"), outside);

        StorageFailure failure = failure(source("a", "x"), 1, TARGET);

        assertThat(failure.kind()).isEqualTo(Kind.UNSAFE_PATH);
        assertThat(failure).hasMessageContainingAll("News", "is a symbolic link");
        assertThat(outside).isEmptyDirectory();
        assertThat(catchThrowableOfType(StorageFailure.class, () -> store.locate(TARGET))
                        .kind())
                .isEqualTo(Kind.UNSAFE_PATH);
    }

    @Test
    void a_dangling_link_in_place_of_a_folder_is_not_followed_either() throws Exception {
        Files.createDirectories(root.resolve("News"));
        Files.createSymbolicLink(root.resolve("News/2020-02"), folder.resolve("nowhere"));

        assertThat(failure(source("a", "x"), 1, TARGET).kind()).isEqualTo(Kind.UNSAFE_PATH);
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void a_link_in_place_of_the_file_is_left_alone() throws Exception {
        Path outside = source("outside", "precious");
        Path month = Files.createDirectories(root.resolve("News/2020-02"));
        Files.createSymbolicLink(month.resolve("1_song.mp3"), outside);
        Files.createSymbolicLink(month.resolve(".1_song.mp3.archiver-part"), outside);

        Stored stored = publish(source("a", "precious"), TARGET);

        assertThat(stored.path()).hasToString("News/2020-02/1_song (2).mp3");
        assertThat(outside).hasContent("precious");
        assertThat(Files.getLastModifiedTime(outside).toInstant()).isAfter(POSTED);
    }

    @Test
    void the_root_itself_may_be_a_link() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Files.createDirectories(folder.resolve("archive"));
        Files.createSymbolicLink(root, disk);

        publish(source("a", "x"), TARGET);

        assertThat(disk.resolve("News/2020-02/1_song.mp3")).hasContent("x");
    }

    @Test
    void a_file_in_place_of_a_folder_is_left_alone() throws Exception {
        Files.createDirectories(root);
        Files.writeString(root.resolve("News"), "mine");

        StorageFailure failure = failure(source("a", "x"), 1, TARGET);

        assertThat(failure.kind()).isEqualTo(Kind.UNSAFE_PATH);
        assertThat(failure).hasMessageContaining("move it elsewhere");
        assertThat(root.resolve("News")).hasContent("mine");
    }

    @Test
    void a_folder_in_place_of_the_file_is_left_alone() throws Exception {
        Files.createDirectories(root.resolve("News/2020-02/1_song.mp3"));

        assertThat(publish(source("a", "x"), TARGET).path()).hasToString("News/2020-02/1_song (2).mp3");
    }

    @Test
    void nothing_is_left_of_a_file_that_could_not_be_published() throws Exception {
        Path month = Files.createDirectories(root.resolve("News/2020-02"));
        // A folder that is not empty cannot be removed to make room for the temporary file.
        Files.createDirectories(month.resolve(".1_song.mp3.archiver-part/x"));

        assertThat(failure(source("a", "x"), 1, TARGET).kind()).isEqualTo(Kind.IO);
        assertThat(archived()).isEmpty();
    }

    @Test
    void a_root_that_cannot_be_made_is_a_failure_naming_it() throws Exception {
        source("archive", "a file where a folder should be");

        assertThat(failure(source("a", "x"), 1, TARGET)).hasMessageContaining(root.toString());
    }

    @Test
    void a_checksum_tells_whether_a_file_is_still_the_same() throws Exception {
        Path file = source("a", "abc");
        Checksum checksum = ChecksumReader.read(file);

        assertThat(checksum.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(checksum.size()).isEqualTo(3);
        assertThat(ChecksumReader.matches(file, checksum)).isTrue();
        assertThat(ChecksumReader.matches(source("b", "abd"), checksum)).isFalse();
        assertThat(ChecksumReader.matches(source("c", "abcd"), checksum)).isFalse();
    }

    @Test
    void temporary_names_fit_and_differ() {
        String one = TemporaryName.of("x".repeat(254) + "1");
        String two = TemporaryName.of("x".repeat(254) + "2");

        assertThat(one).isNotEqualTo(two);
        assertThat(FileName.bytes(one)).isLessThanOrEqualTo(255);
        assertThat(FileName.bytes(TemporaryName.of("\u00FC".repeat(127)))).isLessThanOrEqualTo(255);
        assertThat(TemporaryName.is(Path.of("a/.x.archiver-part"))).isTrue();
        assertThat(TemporaryName.is(Path.of("x.archiver-part"))).isFalse();
        assertThat(TemporaryName.is(Path.of(".archiver-part"))).isFalse();
    }
}
