package dev.tgarchiver.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.PathHashSet;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.naming.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanScanTest {

    private final Path root;
    private final PathHashSet known = new PathHashSet();
    private final List<Path> own = new ArrayList<>();

    OrphanScanTest(@TempDir Path root) {
        this.root = root;
    }

    private Path file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "1234");
    }

    private OrphanScan find() throws StorageFailure {
        return OrphanScan.find(new LocalBlobStore(root), known, own);
    }

    private List<String> orphans() throws StorageFailure {
        return find().orphans().stream()
                .map(found -> root.relativize(found.path()).toString())
                .sorted()
                .toList();
    }

    private void known(String path) throws IOException {
        file(path);
        known.add(RelativePath.parse(path));
    }

    @Test
    void only_unknown_files_in_folders_of_the_archive_are_orphans() throws Exception {
        known("News/2020-01/1_a.mp3");
        file("News/2020-01/2_b.mp3");
        file("News/cover.jpg");
        file("Beatles/Help.mp3");
        file("list.txt");
        assertThat(orphans()).containsExactly("News/2020-01/2_b.mp3", "News/cover.jpg");
    }

    @Test
    void the_root_counts_when_the_archive_has_files_there() throws Exception {
        known("1_a.mp3");
        file("2_b.mp3");
        file("Beatles/Help.mp3");
        assertThat(orphans()).containsExactly("2_b.mp3");
    }

    @Test
    void hidden_files_and_links_are_not_ours() throws Exception {
        known("News/1_a.mp3");
        file("News/.DS_Store");
        file("News/.git/config");
        Files.createSymbolicLink(root.resolve("News/link.mp3"), root.resolve("News/1_a.mp3"));
        assertThat(orphans()).isEmpty();
    }

    @Test
    void what_an_archiver_keeps_for_itself_is_no_stray() throws Exception {
        for (String mark : List.of("tracker.db", "archive.lock", "td.binlog")) {
            known("News/1_a.mp3");
            file("News/data/" + mark);
            file("News/data/key");
            file("News/data/session/db.sqlite");
            file("News/data/" + TemporaryName.of("2_b.mp3"));
            assertThat(find()).as(mark).isEqualTo(new OrphanScan(List.of(), List.of()));
            Files.delete(root.resolve("News/data/" + mark));
            assertThat(orphans()).as(mark).contains("News/data/key");
        }
    }

    @Test
    void in_a_data_folder_nothing_is_a_stray() throws Exception {
        known("1_a.mp3");
        known("lanes/2_b.mp3");
        file("tracker.db-wal");
        file("lanes/1/partials/ff");
        assertThat(orphans()).isNotEmpty();
        file("tracker.db");
        assertThat(orphans()).isEmpty();
    }

    @Test
    void an_archived_file_may_be_called_as_one_of_the_archivers_own() throws Exception {
        known("News/tracker.db");
        file("News/2_b.mp3");
        assertThat(orphans()).containsExactly("News/2_b.mp3");
    }

    @Test
    void what_the_configuration_names_is_no_stray() throws Exception {
        known("1_a.mp3");
        known("lanes/1_a.mp3");
        own.add(file("config.yaml"));
        own.add(root.resolve("lanes"));
        own.add(root.resolve("nothing yet"));
        file("lanes/2_b.mp3");
        file("2_b.mp3");
        assertThat(orphans()).containsExactly("2_b.mp3");
        own.add(root.getParent());
        assertThat(orphans()).isEmpty();
    }

    @Test
    void a_root_that_is_a_link_is_looked_through() throws Exception {
        Path link = root.resolveSibling(root.getFileName() + "-link");
        Files.createSymbolicLink(link, root);
        known("News/1_a.mp3");
        file("News/2_b.mp3");
        assertThat(OrphanScan.find(new LocalBlobStore(link), known, own).orphans())
                .extracting(FileEntry::path)
                .containsExactly(link.resolve("News/2_b.mp3"));
        Files.delete(link);
    }

    @Test
    void temporary_files_are_told_apart() throws Exception {
        known("News/1_a.mp3");
        Path temporary = file("News/" + TemporaryName.of("2_b.mp3"));
        assertThat(find().temporaries()).containsExactly(new FileEntry(temporary, 4));
        assertThat(orphans()).isEmpty();
    }

    @Test
    void a_name_that_the_file_system_writes_otherwise_is_known() throws Exception {
        known.add(RelativePath.parse("Caf\u00e9/1_\u00e9t\u00e9.mp3"));
        file("Cafe\u0301/1_e\u0301te\u0301.mp3");
        assertThat(orphans()).isEmpty();
    }

    @Test
    void many_paths_are_known() throws Exception {
        for (int i = 0; i < 5000; i++) {
            known.add(RelativePath.parse("News/" + i));
        }
        assertThat(known.contains("News/0")).isTrue();
        assertThat(known.contains("News/4999")).isTrue();
        assertThat(known.contains("News/5000")).isFalse();
    }

    @Test
    void without_a_folder_there_is_nothing() throws Exception {
        assertThat(OrphanScan.find(new LocalBlobStore(root.resolve("none")), known, own))
                .isEqualTo(new OrphanScan(List.of(), List.of()));
    }
}
