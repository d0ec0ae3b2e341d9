package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.BlobReader;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Resolves and checks each folder once, at the first request for a file in it; looks at each file once. */
final class LocalBlobReader implements BlobReader {

    private final LocalBlobStore store;
    private final Map<List<String>, Path> folders = new HashMap<>();
    private @Nullable ChecksumReader checksums;

    LocalBlobReader(LocalBlobStore store) {
        this.store = store;
    }

    @Override
    public Optional<Entry> find(RelativePath path) throws StorageFailure {
        return entry(locate(path), "read");
    }

    @Override
    public OptionalLong size(RelativePath path) throws StorageFailure {
        Path file = locate(path);
        Optional<Entry> entry = entry(file, "access");
        if (entry.isPresent() && !entry.get().isFile()) {
            throw new StorageFailure(
                    Kind.UNSAFE_PATH, file, file + " is not a file though it should be one; move it elsewhere");
        }
        return entry.isPresent() ? OptionalLong.of(entry.get().size()) : OptionalLong.empty();
    }

    @Override
    public Checksum checksum(RelativePath path, long size, LongConsumer progress) throws StorageFailure {
        ChecksumReader reader = checksums;
        if (reader == null) {
            reader = new ChecksumReader();
            checksums = reader;
        }
        return reader.sha256(locate(path), size, progress);
    }

    @Override
    public InputStream open(RelativePath path) throws StorageFailure {
        Path file = locate(path);
        try {
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    private static Optional<Entry> entry(Path file, String action) throws StorageFailure {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new Entry(attributes.isRegularFile(), attributes.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StorageFailure.of(action, file, e);
        }
    }

    private Path locate(RelativePath path) throws StorageFailure {
        List<String> names = path.folders();
        Path folder = folders.get(names);
        if (folder == null) {
            Path parent = store.locate(path).getParent();
            folder = parent == null ? store.root() : parent;
            folders.put(names, folder);
        }
        return folder.resolve(path.name());
    }
}
