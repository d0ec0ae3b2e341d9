package dev.tgarchiver.export;

import java.io.IOException;
import java.util.Optional;

/** Where an export has its files. */
public interface MediaFolder {

    /**
     * Puts a file of the archive into the export.
     *
     * @param folder a folder of the export; empty for the export itself
     * @param name the wanted name, unchecked
     * @return the file's path in the export, with slashes; empty when it has no files, or the archive lacks this one
     */
    Optional<String> put(ArchivedFile file, String folder, String name) throws IOException;

    /** Writes a file of the export, as {@link #put}. */
    Optional<String> write(byte[] bytes, String folder, String name) throws IOException;

    /** An export without files. */
    MediaFolder NONE = new MediaFolder() {
        @Override
        public Optional<String> put(ArchivedFile file, String folder, String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> write(byte[] bytes, String folder, String name) {
            return Optional.empty();
        }
    };
}
