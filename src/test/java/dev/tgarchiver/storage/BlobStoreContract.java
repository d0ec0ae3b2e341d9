package dev.tgarchiver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.storage.StorageFailure.Kind;
import dev.tgarchiver.storage.naming.ChannelDirectory;
import dev.tgarchiver.storage.naming.HostileNames;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.storage.naming.Posts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of files promises, wherever it keeps them. */
public abstract class BlobStoreContract {

    protected static final Instant POSTED = Instant.parse("2020-02-29T12:00:00Z");
    protected static final RelativePath TARGET = RelativePath.parse("News/2020-02/1_song.mp3");
    private static final RelativePath OTHER = RelativePath.parse("Music/2_other.mp3");

    /** Has the sources of a test, and nothing else unless the implementation puts it there. */
    protected final Path folder;

    private BlobStore store;

    protected BlobStoreContract(Path folder) {
        this.folder = folder;
    }

    /** Opens the store, the same one each time within a test. At first it is empty. */
    protected abstract BlobStore open() throws Exception;

    /** The names of everything in the store, with slashes, in their order. */
    protected abstract List<String> stored() throws Exception;

    /** The time that the store shows as that of a file's last modification. */
    protected abstract Instant modified(RelativePath path) throws Exception;

    /** Fails if the store has written anything in another place. */
    protected abstract void assertNothingElsewhere() throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = open();
    }

    protected final Path source(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** Publishes a file of this size. */
    protected static Stored publish(BlobStore store, Path source, long size, RelativePath target)
            throws StorageFailure {
        try (StagedFile staged =
                store.stage(new DownloadedFile(source, size, Optional.empty()), new Target(target, POSTED))) {
            return staged.keep();
        }
    }

    protected final Stored publish(Path source, RelativePath target) throws Exception {
        return publish(store, source, Files.size(source), target);
    }

    protected final StorageFailure failure(Path source, long size, RelativePath target) {
        return catchThrowableOfType(StorageFailure.class, () -> publish(store, source, size, target));
    }

    private StagedFile stage(String content, RelativePath target) throws Exception {
        Path source = source("source-" + content.hashCode() + "-" + target.name(), content);
        return store.stage(new DownloadedFile(source, content.length(), Optional.empty()), new Target(target, POSTED));
    }

    private Stored keep(String content, RelativePath target) throws Exception {
        try (StagedFile staged = stage(content, target)) {
            return staged.keep();
        }
    }

    private byte[] bytes(RelativePath path) throws Exception {
        try (InputStream in = store.reader().open(path)) {
            return in.readAllBytes();
        }
    }

    private String content(RelativePath path) throws Exception {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    protected static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void a_published_file_is_whole_in_its_place_and_as_old_as_its_post() throws Exception {
        byte[] content = new byte[(384 << 10) + 17];
        new Random(1).nextBytes(content);
        Path source = Files.write(folder.resolve("tdlib.part"), content);

        Stored stored = publish(source, TARGET);

        assertThat(stored).isEqualTo(new Stored(TARGET, content.length, sha256(content), false));
        assertThat(bytes(TARGET)).isEqualTo(content);
        assertThat(modified(TARGET)).isEqualTo(POSTED);
        assertThat(stored()).containsExactly(TARGET.toString());
        assertThat(source).exists();
    }

    @Test
    void an_archived_file_outlives_its_source() throws Exception {
        Path source = source("a", "bytes");
        publish(source, TARGET);
        Files.delete(source);

        assertThat(content(TARGET)).isEqualTo("bytes");
    }

    @Test
    void a_file_whose_checksum_is_known_is_stored_with_it() throws Exception {
        Path source = source("a", "bytes");
        Checksum known = new Checksum(5, sha256("bytes".getBytes(StandardCharsets.UTF_8)));
        try (StagedFile staged =
                store.stage(new DownloadedFile(source, 5, Optional.of(known)), new Target(TARGET, POSTED))) {
            assertThat(staged.checksum()).isEqualTo(known);
            assertThat(staged.keep().checksum()).isEqualTo(known);
        }
        assertThat(content(TARGET)).isEqualTo("bytes");
    }

    @Test
    void a_file_of_another_size_than_announced_is_refused() throws Exception {
        Path source = source("a", "12345");

        for (long announced : new long[] {4, 6, Long.MAX_VALUE}) {
            assertThat(failure(source, announced, TARGET))
                    .hasMessageContainingAll("has 5 bytes", announced + " were announced", "downloaded again")
                    .extracting(StorageFailure::kind)
                    .isEqualTo(Kind.WRONG_SIZE);
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void when_no_size_was_announced_any_file_will_do() throws Exception {
        assertThat(publish(store, source("empty", ""), 0, RelativePath.parse("empty.bin"))
                        .size())
                .isZero();
        assertThat(publish(store, source("a", "x"), 0, TARGET).size()).isEqualTo(1);
    }

    @Test
    void a_source_that_is_gone_is_a_failure_of_that_file() {
        assertThat(failure(folder.resolve("gone"), 5, TARGET).kind()).isEqualTo(Kind.WRONG_SIZE);
    }

    @Test
    void publishing_the_same_again_adopts_what_is_there() throws Exception {
        Path source = source("a", "same");
        Stored first = publish(source, TARGET);

        assertThat(publish(source, TARGET)).isEqualTo(first);
        assertThat(publish(source("b", "same"), TARGET)).isEqualTo(first);
        assertThat(stored()).containsExactly(TARGET.toString());
    }

    @Test
    void a_file_with_other_content_is_never_overwritten() throws Exception {
        publish(source("a", "first"), TARGET);

        Stored second = publish(source("b", "other"), TARGET);
        Stored third = publish(source("c", "third"), TARGET);
        Stored again = publish(source("d", "other"), TARGET);

        assertThat(second.path()).hasToString("News/2020-02/1_song (2).mp3");
        assertThat(third.path()).hasToString("News/2020-02/1_song (3).mp3");
        assertThat(again).isEqualTo(second);
        assertThat(content(TARGET)).isEqualTo("first");
        assertThat(content(second.path())).isEqualTo("other");
    }

    @Test
    void every_hostile_name_is_published_in_the_store_and_read_back() throws Exception {
        PathTemplate template = PathTemplate.parse("{channel}/{name}_{id}");
        int number = 0;
        for (String hostile : HostileNames.all()) {
            String content = "content " + number++;
            RelativePath target = template.expand(
                    Posts.with(Posts.media(MediaKind.DOCUMENT, hostile, "")),
                    ChannelDirectory.choose(
                            new Channel(-1, hostile, Optional.empty(), Channel.Type.CHANNEL), List.of()));
            Stored stored = publish(source("hostile", content), target);
            assertThat(content(stored.path())).isEqualTo(content);
            Files.delete(folder.resolve("hostile"));
        }
        assertThat(stored()).hasSize(number).noneMatch(name -> name.endsWith(".archiver-part"));
        assertNothingElsewhere();
    }

    @Test
    void many_workers_publish_under_one_name_without_losing_a_file() throws Exception {
        int files = 40;
        List<Path> sources = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            sources.add(source("source" + i, "content " + i % 20));
        }
        ExecutorService workers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Stored>> results = new ArrayList<>();
            for (Path source : sources) {
                results.add(workers.submit(() -> publish(source, TARGET)));
            }
            for (int i = 0; i < files; i++) {
                assertThat(content(results.get(i).get().path())).isEqualTo("content " + i % 20);
            }
        } finally {
            workers.shutdown();
        }
        assertThat(stored()).hasSize(20);
    }

    @Test
    void what_is_not_kept_leaves_no_trace() throws Exception {
        try (StagedFile staged = stage("bytes", TARGET)) {
            assertThat(staged.checksum().size()).isEqualTo(5);
            assertThat(store.reader().find(TARGET)).isEmpty();
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void equal_bytes_are_stored_once_or_twice_but_under_both_names() throws Exception {
        keep("bytes", OTHER);
        try (StagedFile staged = stage("bytes", TARGET)) {
            assertThat(staged.hasSameBytes(OTHER)).isTrue();
            boolean shared = staged.shareWith(OTHER);
            assertThat(staged.keep().linked()).isEqualTo(shared);
            assertThat(store.isShared(OTHER, TARGET)).isEqualTo(shared);
        }
        assertThat(content(OTHER)).isEqualTo("bytes");
        assertThat(content(TARGET)).isEqualTo("bytes");
        assertThat(stored()).containsExactly(OTHER.toString(), TARGET.toString());
    }

    @Test
    void other_and_missing_bytes_are_not_shared() throws Exception {
        keep("other", OTHER);
        try (StagedFile staged = stage("bytes", TARGET)) {
            assertThat(staged.shareWith(OTHER)).isFalse();
            assertThat(staged.shareWith(RelativePath.parse("nowhere/at all"))).isFalse();
            assertThat(staged.hasSameBytes(OTHER)).isFalse();
            assertThat(staged.keep().linked()).isFalse();
        }
        assertThat(content(TARGET)).isEqualTo("bytes");
        assertThat(store.isShared(OTHER, TARGET)).isFalse();
        assertThat(store.isShared(OTHER, RelativePath.parse("nowhere/at all"))).isFalse();
    }

    @Test
    void a_replacement_takes_the_very_place() throws Exception {
        keep("damaged", TARGET);
        try (StagedFile staged = stage("whole", TARGET)) {
            assertThat(content(TARGET)).isEqualTo("damaged");
            assertThat(staged.replace().path()).isEqualTo(TARGET);
        }
        assertThat(content(TARGET)).isEqualTo("whole");
        assertThat(stored()).containsExactly(TARGET.toString());
    }

    @Test
    void a_missing_file_is_replaced_too() throws Exception {
        try (StagedFile staged = stage("whole", TARGET)) {
            staged.replace();
        }
        assertThat(content(TARGET)).isEqualTo("whole");
    }

    @Test
    void bytes_that_are_not_those_are_refused() throws Exception {
        Stored former = keep("former", TARGET);
        try (StagedFile staged = stage("others", OTHER)) {
            assertThat(catchThrowableOfType(StorageFailure.class, () -> staged.require(former.checksum()))
                            .kind())
                    .isEqualTo(Kind.WRONG_SIZE);
        }
        try (StagedFile staged = stage("former", OTHER)) {
            staged.require(former.checksum());
        }
    }

    @Test
    void a_reader_finds_what_is_there() throws Exception {
        Stored stored = keep("bytes", TARGET);
        BlobReader reader = store.reader();
        assertThat(reader.find(TARGET)).contains(new BlobReader.Entry(true, 5));
        assertThat(reader.size(TARGET)).hasValue(5);
        for (String missing : List.of("News/2020-02/2_b.mp3", "nowhere/at all", "1_song.mp3")) {
            assertThat(reader.find(RelativePath.parse(missing))).isEmpty();
            assertThat(reader.size(RelativePath.parse(missing))).isEmpty();
        }
        List<Long> progress = new ArrayList<>();
        assertThat(reader.checksum(TARGET, 5, progress::add)).isEqualTo(stored.checksum());
        assertThat(progress.stream().mapToLong(bytes -> bytes).sum()).isEqualTo(5);
        assertThat(reader.checksum(TARGET, 2, bytes -> {}))
                .isEqualTo(new Checksum(2, sha256("by".getBytes(StandardCharsets.UTF_8))));
        assertThat(reader.checksum(TARGET, 7, bytes -> {})).isEqualTo(stored.checksum());
        assertThatThrownBy(() -> reader.open(OTHER)).isInstanceOf(StorageFailure.class);
        assertThatThrownBy(() -> reader.checksum(OTHER, 5, bytes -> {})).isInstanceOf(StorageFailure.class);
    }

    @Test
    void a_deleted_file_is_gone_and_no_other() throws Exception {
        keep("bytes", TARGET);
        keep("other", OTHER);
        assertThat(store.delete(TARGET)).isTrue();
        assertThat(store.delete(TARGET)).isFalse();
        assertThat(stored()).containsExactly(OTHER.toString());
    }

    @Test
    void a_moved_file_has_its_new_name_before_it_loses_the_old_one() throws Exception {
        keep("bytes", TARGET);
        BlobMover mover = store.mover();
        assertThat(mover.isThere(TARGET)).isTrue();
        assertThat(mover.isThere(OTHER)).isFalse();
        mover.give(TARGET, OTHER);
        mover.sync();
        assertThat(content(OTHER)).isEqualTo("bytes");
        mover.drop(TARGET, OTHER);
        mover.drop(TARGET, OTHER);
        assertThat(stored()).containsExactly(OTHER.toString());
        assertThat(content(OTHER)).isEqualTo("bytes");
        assertThat(modified(OTHER)).isEqualTo(POSTED);
    }

    @Test
    void a_move_never_drops_or_overwrites_another_file() throws Exception {
        keep("bytes", TARGET);
        keep("other", OTHER);
        BlobMover mover = store.mover();
        RelativePath second = OTHER.withName("2_other (2).mp3");
        assertThat(mover.freePlace(OTHER, Set.of())).isEqualTo(second);
        assertThat(mover.freePlace(OTHER, Set.of(second))).isEqualTo(OTHER.withName("2_other (3).mp3"));
        mover.drop(TARGET, OTHER);
        assertThat(content(TARGET)).isEqualTo("bytes");
        assertThatThrownBy(() -> mover.give(TARGET, OTHER)).isInstanceOf(StorageFailure.class);
        assertThat(content(OTHER)).isEqualTo("other");
    }

    @Test
    void a_store_without_files_is_reported() throws Exception {
        assertThatThrownBy(() -> store.requireContent())
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("empty or missing");
        keep("bytes", TARGET);
        store.requireContent();
    }

    @Test
    void what_the_archive_does_not_know_is_left_over() throws Exception {
        PathHashSet known = new PathHashSet();
        assertThat(store.leftovers(known)).isEqualTo(Leftovers.NONE);
        known.add(keep("bytes", TARGET).path());
        RelativePath unknown = keep("unknown", TARGET.withName("3_unknown.mp3")).path();
        Leftovers left = store.leftovers(known);
        assertThat(left.temporaries()).isEmpty();
        assertThat(left.orphans()).singleElement().satisfies(orphan -> {
            assertThat(orphan.name().replace('\\', '/')).isEqualTo(unknown.toString());
            assertThat(orphan.size()).isEqualTo(7);
            assertThat(orphan.remove()).isTrue();
            assertThat(orphan.remove()).isFalse();
        });
        assertThat(stored()).containsExactly(TARGET.toString());
    }
}
