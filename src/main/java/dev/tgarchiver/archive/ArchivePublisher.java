package dev.tgarchiver.archive;

import dev.tgarchiver.download.Publisher;
import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.storage.BlobReader;
import dev.tgarchiver.storage.DownloadedFile;
import dev.tgarchiver.storage.StagedFile;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.Target;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Names a file after its post, and puts it into the archive under that name. Stores duplicate bytes once, if so
 * configured, and puts a replacement in the old file's place.
 */
public final class ArchivePublisher implements Publisher {

    private final ArchiveRun.Archive archive;
    private final FileNaming naming;
    private final DuplicateFinder duplicates;

    /** Puts files into this archive. */
    public ArchivePublisher(ArchiveRun.Archive archive) {
        this.archive = archive;
        naming = new FileNaming(archive.tracker(), archive.template());
        duplicates = new DuplicateFinder(archive.tracker());
    }

    @Override
    public Stored publish(PendingFile file, Path downloaded) throws StorageFailure, TrackerFailure {
        return publish(file, downloaded, Optional.empty());
    }

    @Override
    public Stored publish(PendingFile file, Path downloaded, Checksum known) throws StorageFailure, TrackerFailure {
        return publish(file, downloaded, Optional.of(known));
    }

    private Stored publish(PendingFile file, Path downloaded, Optional<Checksum> known)
            throws StorageFailure, TrackerFailure {
        Post post = naming.post(file.origin());
        Optional<Stored> former = former(file);
        RelativePath target = former.isPresent() ? former.get().path() : naming.of(post, file.media());
        DownloadedFile download = new DownloadedFile(downloaded, file.media().size(), known);
        try (StagedFile staged = archive.store().stage(download, new Target(target, post.date()))) {
            if (former.isPresent() && file.attempts() == 0) {
                // TDLib may have returned a copy that shares the damaged bytes. The next attempt downloads new ones.
                staged.require(former.get().checksum());
            }
            return duplicates.exclusively(
                    staged.checksum(), places -> place(staged, target, places, former.isPresent()));
        }
    }

    /** The file that this one replaces, if any. */
    private Optional<Stored> former(PendingFile file) throws StorageFailure, TrackerFailure {
        Optional<Stored> former = archive.tracker().toReplace(file.id());
        return former.isPresent() && isTaken(former.get()) ? Optional.empty() : former;
    }

    /** Whether another file of the archive has taken the place, which is possible after it was empty. */
    private boolean isTaken(Stored former) throws StorageFailure, TrackerFailure {
        BlobReader reader = archive.store().reader();
        Optional<BlobReader.Entry> entry = reader.find(former.path());
        if (entry.isEmpty() || !entry.get().isFile()) {
            return false;
        }
        String there =
                reader.checksum(former.path(), entry.get().size(), bytes -> {}).sha256();
        return !there.equals(former.sha256())
                && archive.tracker().bySha256(there).stream()
                        .anyMatch(other -> other.stored().path().equals(former.path()));
    }

    /** {@code known} are the places where these bytes should already be. */
    private Stored place(StagedFile staged, RelativePath target, List<RelativePath> known, boolean replacing)
            throws StorageFailure {
        Deduplication mode = archive.deduplication();
        for (RelativePath duplicate : known) {
            boolean reuse = (mode == Deduplication.SKIP && !replacing) || duplicate.equals(target);
            if (reuse && staged.hasSameBytes(duplicate)) {
                Checksum checksum = staged.checksum();
                return new Stored(duplicate, checksum.size(), checksum.sha256(), true);
            }
            if (mode == Deduplication.LINK && staged.shareWith(duplicate)) {
                break;
            }
        }
        Stored stored = replacing ? staged.replace() : staged.keep();
        // Equal bytes already had the name: another file's, if the place is known.
        return known.contains(stored.path()) ? new Stored(stored.path(), stored.size(), stored.sha256(), true) : stored;
    }
}
