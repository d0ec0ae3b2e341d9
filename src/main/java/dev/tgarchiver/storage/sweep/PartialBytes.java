package dev.tgarchiver.storage.sweep;

import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.chunk.ChunkedFile;
import dev.tgarchiver.storage.local.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of unfinished files is on the disk for the next run to resume with. Reads, and changes nothing. */
public final class PartialBytes {

    private static final Logger LOG = LoggerFactory.getLogger(PartialBytes.class);

    private PartialBytes() {}

    /**
     * The bytes of files that were begun and are not whole: the complete chunks of those that several clients fetch, and
     * what TDLib's clients have of the others. What cannot be read counts for nothing.
     *
     * @param lanes the folder of the lanes
     * @param cache the folder of TDLib's first client
     */
    public static long of(Path lanes, Path cache) {
        try {
            // A client that fetches a part of a file that is gathered writes right into the latter.
            Set<Object> gathered = new HashSet<>();
            long bytes = chunks(lanes, gathered);
            for (Path folder : List.of(lanes, cache)) {
                bytes += partials(folder, gathered);
            }
            return bytes;
        } catch (IOException | StorageFailure e) {
            LOG.debug("What is kept of unfinished files cannot be told", e);
            return 0;
        }
    }

    private static long chunks(Path lanes, Set<Object> gathered) throws IOException {
        long bytes = 0;
        if (Files.isDirectory(lanes)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(lanes)) {
                for (Path folder : folders) {
                    long complete = ChunkedFile.bytesIn(folder);
                    if (complete > 0) {
                        bytes += complete;
                        gathered.add(key(ChunkedFile.fileIn(folder)));
                    }
                }
            }
        }
        return bytes;
    }

    private static long partials(Path folder, Set<Object> gathered) throws StorageFailure {
        long[] bytes = new long[1];
        FileTree.walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Object key = attributes.fileKey();
                if (CacheFolder.isPartial(file) && (key == null || gathered.add(key))) {
                    bytes[0] += attributes.size();
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
                return FileTree.continueIfMissing(cause);
            }
        });
        return bytes[0];
    }

    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }
}
