package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.naming.TemporaryName;
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

/** Brings a file's bytes to another name: without moving them where the file system can link, else by copying. */
final class FileTransfer {

    private static final Logger LOG = LoggerFactory.getLogger(FileTransfer.class);

    private FileTransfer() {}

    /**
     * Makes {@code temporary}, which must not exist, hold the source's bytes, and says what they are. They are not read when
     * that is known and the file system can link. The file's permissions and group are those of any new file there.
     */
    static Checksum linkOrCopy(Path source, Path temporary, Optional<Checksum> known, NewFileAttributes usual)
            throws IOException, StorageFailure {
        if (link(source, temporary)) {
            Path probe = temporary.resolveSibling(TemporaryName.of(temporary.getFileName() + "~probe"));
            if (usual.giveTo(temporary, probe)) {
                return known.isPresent() ? known.get() : ChecksumReader.read(temporary);
            }
            Files.delete(temporary);
        }
        return copy(source, temporary);
    }

    /** Makes {@code link} another name of a file; false when that cannot be done here. */
    static boolean link(Path source, Path link) {
        try {
            Files.createLink(link, source);
            return true;
        } catch (IOException e) {
            // Another file system, one without links, or too many of them: when it is anything worse, copying tells.
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
