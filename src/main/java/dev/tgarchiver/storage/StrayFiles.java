package dev.tgarchiver.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies in the archive's folder and is no file of the archive. A folder may be shared with its owner's own files, so a
 * file counts as an orphan only in a folder of the root that the archive has files in; hidden files and folders, which are
 * other programs' own, and links never do.
 *
 * @param temporaries what killed runs left
 * @param orphans files that the archive does not know
 */
public record StrayFiles(List<FoundFile> temporaries, List<FoundFile> orphans) {

    /** Looks through the whole folder. Takes about a second for 100,000 files. */
    public static StrayFiles find(FileStore store, KnownPaths known) throws StorageFailure {
        Search search = new Search(store.root(), known);
        FileTree.walk(store.root(), search);
        return new StrayFiles(search.temporaries, search.orphans);
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final Path root;
        private final KnownPaths known;
        private final List<FoundFile> temporaries = new ArrayList<>();
        private final List<FoundFile> orphans = new ArrayList<>();

        Search(Path root, KnownPaths known) {
            this.root = root;
            this.known = known;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
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
            if (!attributes.isRegularFile()) {
                return FileVisitResult.CONTINUE;
            }
            Path relative = root.relativize(file);
            if (TemporaryName.is(file)) {
                temporaries.add(new FoundFile(file, attributes.size()));
            } else if (!hidden(relative)
                    && (relative.getNameCount() > 1 || known.rootIsInUse())
                    && !known.contains(text(relative))) {
                orphans.add(new FoundFile(file, attributes.size()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
            return FileTree.goOn(cause);
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
