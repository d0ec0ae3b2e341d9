package dev.tgarchiver.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.storage.DownloadedFile;
import dev.tgarchiver.storage.StagedFile;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import dev.tgarchiver.storage.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStagedFileTest {

    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2021-01-01T00:00:00Z");
    private static final RelativePath ONE = RelativePath.parse("News/1_a.bin");
    private static final RelativePath TWO = RelativePath.parse("Music/2_b.bin");

    private final Path folder;
    private final Path root;
    private final LocalBlobStore store;

    LocalStagedFileTest(@TempDir Path folder) {
        this.folder = folder;
        this.root = folder.resolve("downloads");
        this.store = new LocalBlobStore(root);
    }

    private StagedFile stage(Path source, long size, RelativePath target, Instant modified) throws StorageFailure {
        return store.stage(new DownloadedFile(source, size, Optional.empty()), new Target(target, modified));
    }

    private StagedFile receive(String content, RelativePath target, Instant modified) throws Exception {
        Path source = Files.writeString(folder.resolve("source-" + content.hashCode() + "-" + target.name()), content);
        return stage(source, content.length(), target, modified);
    }

    private Stored keep(String content, RelativePath target) throws Exception {
        try (StagedFile arrival = receive(content, target, FIRST)) {
            return arrival.keep();
        }
    }

    private List<String> archived() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Path at(RelativePath path) {
        return path.in(root);
    }

    @Test
    void equal_bytes_are_shared() throws Exception {
        keep("bytes", ONE);
        try (StagedFile arrival = receive("bytes", TWO, SECOND)) {
            assertThat(arrival.shareWith(ONE)).isTrue();
            Stored stored = arrival.keep();
            assertThat(stored.linked()).isTrue();
            assertThat(stored.path()).isEqualTo(TWO);
        }
        assertThat(Files.isSameFile(at(ONE), at(TWO))).isTrue();
        assertThat(Files.getLastModifiedTime(at(ONE)).toInstant()).isEqualTo(FIRST);
        assertThat(archived()).containsExactly("Music/2_b.bin", "News/1_a.bin");
    }

    @Test
    void unreadable_bytes_are_not_shared() throws Exception {
        keep("bytes", ONE);
        Files.createSymbolicLink(root.resolve("linked"), root.resolve("News"));
        try (StagedFile arrival = receive("bytes", TWO, SECOND)) {
            assertThat(arrival.shareWith(RelativePath.parse("linked/1_a.bin"))).isFalse();
            assertThat(arrival.hasSameBytes(RelativePath.parse("linked/1_a.bin")))
                    .isFalse();
            assertThat(arrival.keep().linked()).isFalse();
        }
        assertThat(at(TWO)).hasContent("bytes");
        assertThat(Files.getLastModifiedTime(at(TWO)).toInstant()).isEqualTo(SECOND);
    }

    @Test
    void bytes_shared_with_the_source_itself_are_shared_all_the_same() throws Exception {
        Path source = Files.writeString(folder.resolve("source"), "bytes");
        try (StagedFile arrival = stage(source, 5, ONE, FIRST)) {
            arrival.keep();
        }
        // The source was not let go before the run was killed: it is one file with the archived one.
        try (StagedFile arrival = stage(source, 5, TWO, SECOND)) {
            assertThat(arrival.shareWith(ONE)).isTrue();
            arrival.keep();
        }
        assertThat(archived()).containsExactly("Music/2_b.bin", "News/1_a.bin");
    }

    @Test
    void only_files_are_replaced() throws Exception {
        Files.createDirectories(at(ONE));
        try (StagedFile arrival = receive("whole", ONE, FIRST)) {
            assertThat(catchThrowableOfType(StorageFailure.class, arrival::replace)
                            .kind())
                    .isEqualTo(Kind.UNSAFE_PATH);
        }
        assertThat(at(ONE)).isEmptyDirectory();
        assertThat(archived()).isEmpty();
    }
}
