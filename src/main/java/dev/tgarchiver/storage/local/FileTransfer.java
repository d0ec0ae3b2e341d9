package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.storage.ChecksumAccumulator;
import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a file's bytes available under another name: by a hard link where the file system can link, else by copying.
 */
final class FileTransfer {

    private static final Logger LOG = LoggerFactory.getLogger(FileTransfer.class);

    private FileTransfer() {}

    /**
     * Creates {@code temporary}, which must not exist, with the source's bytes, and returns their checksum. If the
     * checksum is known and the file system can link, the bytes are not read. The file gets the permissions and group
     * of a new file in that folder.
     *
     * @param second a free name in the same folder
     */
    static Checksum linkOrCopy(
            Path source, Path temporary, Path second, Optional<Checksum> known, NewFileAttributes usual)
            throws IOException, StorageFailure {
        if (link(source, temporary)) {
            if (usual.giveTo(temporary, second)) {
                return known.isPresent() ? known.get() : ChecksumReader.read(temporary);
            }
            Files.delete(temporary);
        }
        return copy(source, temporary);
    }

    /** Makes {@code link} another name of a file; false when the file system cannot do that. */
    static boolean link(Path source, Path link) {
        try {
            Files.createLink(link, source);
            return true;
        } catch (IOException e) {
            // Another file system, one without links, or too many links. If it is a worse error, copying reports it.
            LOG.trace("Copying {}, because it cannot be linked: {}", source, e.toString());
            return false;
        }
    }

    private static Checksum copy(Path source, Path temporary) throws IOException {
        ChecksumAccumulator accumulator = new ChecksumAccumulator();
        byte[] buffer = new byte[ChecksumReader.BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS);
                OutputStream out =
                        Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                accumulator.add(buffer, read);
            }
        }
        return accumulator.finish();
    }
}
