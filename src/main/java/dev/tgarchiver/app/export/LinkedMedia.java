package dev.tgarchiver.app.export;

import dev.tgarchiver.export.ArchivedFile;
import dev.tgarchiver.export.FreeName;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.storage.naming.SafeName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the archive's files into an export, by links or copies, each under a name that is safe and free. */
final class LinkedMedia implements MediaFolder {

    private static final Logger LOG = LoggerFactory.getLogger(LinkedMedia.class);

    private static final String NAMELESS = "file";

    private final Path archive;
    private final Path export;
    private final MediaMode mode;
    private long files;
    private long bytes;
    private long missing;

    /**
     * @param archive the folder of the archive's files
     * @param export the export's folder
     */
    LinkedMedia(Path archive, Path export, MediaMode mode) {
        this.archive = archive;
        this.export = export;
        this.mode = mode;
    }

    @Override
    public Optional<String> put(ArchivedFile file, String folder, String name) throws IOException {
        if (mode == MediaMode.NONE || file.path().isEmpty()) {
            return Optional.empty();
        }
        Path source = archive;
        for (String part : file.path().get().names()) {
            source = source.resolve(part);
        }
        if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            LOG.warn("{} is not there", source);
            missing++;
            return Optional.empty();
        }
        Path from = source;
        String path = create(folder, name, target -> bring(from, target));
        files++;
        bytes += file.size();
        return Optional.of(path);
    }

    @Override
    public Optional<String> write(byte[] content, String folder, String name) throws IOException {
        return mode == MediaMode.NONE
                ? Optional.empty()
                : Optional.of(
                        create(folder, name, target -> Files.write(target, content, StandardOpenOption.CREATE_NEW)));
    }

    /** Creates a file, which must not exist. */
    private interface Creation {
        void at(Path target) throws IOException;
    }

    private String create(String folder, String name, Creation creation) throws IOException {
        Path parent = folder.isEmpty() ? export : export.resolve(folder);
        Files.createDirectories(parent);
        String safe = SafeName.of(name, NAMELESS);
        String free = safe;
        for (int number = 1; ; number++) {
            try {
                creation.at(parent.resolve(free));
                return folder.isEmpty() ? free : folder + "/" + free;
            } catch (FileAlreadyExistsException e) {
                free = FreeName.of(safe, number);
            }
        }
    }

    private void bring(Path source, Path target) throws IOException {
        if (mode == MediaMode.LINK) {
            try {
                Files.createLink(target, source);
                return;
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (IOException | UnsupportedOperationException e) {
                // Another file system, one without links, or too many links. If it is a worse error, copying reports
                // it.
                LOG.trace("Copying {}, because it cannot be linked: {}", source, e.toString());
            }
        }
        Files.copy(source, target, LinkOption.NOFOLLOW_LINKS);
    }

    /** How many files of the archive it has put into the export. */
    long files() {
        return files;
    }

    /** Their sizes. */
    long bytes() {
        return bytes;
    }

    /** How many files are not where the archive has them. */
    long missing() {
        return missing;
    }
}
