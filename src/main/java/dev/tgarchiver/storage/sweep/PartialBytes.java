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

/** Counts the bytes of unfinished files from which the next run can resume. Only reads. */
public final class PartialBytes {

    private static final Logger LOG = LoggerFactory.getLogger(PartialBytes.class);

    private PartialBytes() {}

    /**
     * The bytes of incomplete files: the complete chunks of chunked files, and the partial downloads of TDLib's
     * clients. Unreadable files count as 0.
     *
     * @param lanes the folder of the lanes
     * @param cache the folder of TDLib's first client
     */
    public static long of(Path lanes, Path cache) {
        try {
            // A client that fetches a part of a chunked file writes directly into that file.
            Set<Object> chunked = new HashSet<>();
            long bytes = chunks(lanes, chunked);
            for (Path folder : List.of(lanes, cache)) {
                bytes += partials(folder, chunked);
            }
            return bytes;
        } catch (IOException | StorageFailure e) {
            LOG.debug("Cannot determine the bytes of unfinished files", e);
            return 0;
        }
    }

    private static long chunks(Path lanes, Set<Object> chunked) throws IOException {
        long bytes = 0;
        if (Files.isDirectory(lanes)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(lanes)) {
                for (Path folder : folders) {
                    long complete = ChunkedFile.bytesIn(folder);
                    if (complete > 0) {
                        bytes += complete;
                        chunked.add(key(ChunkedFile.fileIn(folder)));
                    }
                }
            }
        }
        return bytes;
    }

    private static long partials(Path folder, Set<Object> chunked) throws StorageFailure {
        long[] bytes = new long[1];
        FileTree.walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Object key = attributes.fileKey();
                if (CacheFolder.isPartial(file) && (key == null || chunked.add(key))) {
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
