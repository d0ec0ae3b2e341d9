package dev.tgarchiver.storage.local;

import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.Leftovers;
import dev.tgarchiver.storage.PathHashSet;
import dev.tgarchiver.storage.RealPath;
import dev.tgarchiver.storage.Removable;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.naming.TemporaryName;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds files in the archive's folder that do not belong to the archive. The user may store other files there, so a
 * file counts as an orphan only in a folder of the root in which the archive has files. Links never count, nor do
 * hidden files and folders, which belong to other programs. The own files of this or another archiver do not count
 * either: a folder that contains a tracker, a lock or a login is skipped with everything below it.
 *
 * @param temporaries the temporary files of killed runs
 * @param orphans the files that the archive does not know
 */
record OrphanScan(List<FileEntry> temporaries, List<FileEntry> orphans) {

    /** Files that mark a folder as an archiver's own, such as TDLib's log of a login. */
    private static final List<String> MARKS = List.of(ArchiveHome.TRACKER, ArchiveHome.LOCK, "td.binlog");

    /**
     * Looks through the whole folder. Takes about a second for 100,000 files.
     *
     * @param own files and folders that are never orphans, wherever they are
     */
    static OrphanScan find(LocalBlobStore store, PathHashSet known, List<Path> own) throws StorageFailure {
        // The root may be a link, which the walk would not follow.
        RealPath root = RealPath.of(store.root());
        List<RealPath> kept = own.stream().map(RealPath::of).toList();
        if (!root.missing().isEmpty() || kept.stream().anyMatch(each -> each.contains(root))) {
            return new OrphanScan(List.of(), List.of());
        }
        Search search = new Search(root.existing(), store.root(), known, kept);
        FileTree.walk(root.existing(), search);
        return new OrphanScan(search.temporaries, search.orphans);
    }

    /** The same, named by their paths below the root. */
    Leftovers leftovers(Path root) {
        return new Leftovers(named(root, temporaries), named(root, orphans));
    }

    private static List<Removable> named(Path root, List<FileEntry> files) {
        return files.stream()
                .<Removable>map(file -> new Below(root.relativize(file.path()).toString(), file))
                .toList();
    }

    private record Below(String name, FileEntry file) implements Removable {

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public boolean remove() throws StorageFailure {
            return file.remove();
        }
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Path shownRoot;
        private final PathHashSet known;
        private final List<RealPath> own;
        private final List<FileEntry> temporaries = new ArrayList<>();
        private final List<FileEntry> orphans = new ArrayList<>();

        Search(Path root, Path shownRoot, PathHashSet known, List<RealPath> own) {
            this.root = root;
            this.shownRoot = shownRoot;
            this.known = known;
            this.own = own;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (isOwn(directory) || isMarked(directory)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (directory.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            Path relative = root.relativize(directory);
            boolean foreign =
                    hidden(relative) || !known.isInUse(relative.getName(0).toString());
            return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!attributes.isRegularFile() || isOwn(file)) {
                return FileVisitResult.CONTINUE;
            }
            Path relative = root.relativize(file);
            FileEntry found = new FileEntry(shownRoot.resolve(relative), attributes.size());
            if (TemporaryName.is(file)) {
                temporaries.add(found);
            } else if (!hidden(relative)
                    && (relative.getNameCount() > 1 || known.rootIsInUse())
                    && !known.contains(text(relative))) {
                orphans.add(found);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
            return FileTree.continueIfMissing(cause);
        }

        /** The walk yields real paths, which need no resolving. */
        private boolean isOwn(Path path) {
            return own.stream()
                    .anyMatch(
                            each -> each.missing().isEmpty() && each.existing().equals(path));
        }

        private boolean isMarked(Path directory) {
            return MARKS.stream()
                    .map(directory::resolve)
                    .anyMatch(mark -> Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
                            && !known.contains(text(root.relativize(mark))));
        }

        private static boolean hidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }

        private static String text(Path relative) {
            String text = relative.toString();
            String separator = relative.getFileSystem().getSeparator();
            return separator.equals("/") ? text : text.replace(separator, "/");
        }
    }
}
