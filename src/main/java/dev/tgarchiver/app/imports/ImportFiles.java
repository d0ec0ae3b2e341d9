package dev.tgarchiver.app.imports;

import dev.tgarchiver.app.imports.ImportProblem.Kind;
import dev.tgarchiver.desktop.ReadMessage;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of an export. */
final class ImportFiles {

    private final Path folder;

    /** @param folder of the export */
    ImportFiles(Path folder) {
        this.folder = folder;
    }

    /** Puts those files of a message into the archive that it lacks and the export has. */
    void adopt(ReadMessage message, boolean isNew, Recording recording, ImportCount count)
            throws StorageFailure, TrackerFailure {
        long number = message.post().id().messageId();
        List<PendingFile> missing = null;
        for (ReadMessage.File file : message.files()) {
            switch (file.state()) {
                case NOT_INCLUDED -> count.problem(Kind.NOT_INCLUDED, number, "its file was not exported");
                case TOO_LARGE -> count.problem(Kind.TOO_LARGE, number, "its file was too large for the export");
                case UNAVAILABLE -> count.problem(Kind.UNAVAILABLE, number, "its file was not available");
                case INCLUDED -> {
                    missing = missing == null ? recording.missing(message, isNew) : missing;
                    Optional<Path> source = source(file.path(), number, missing.isEmpty(), count);
                    Optional<PendingFile> wanted = source.isEmpty() ? Optional.empty() : match(file, message, missing);
                    if (wanted.isPresent()) {
                        adopt(wanted.get(), source.get(), number, recording, count);
                    }
                }
            }
        }
    }

    /** The row that the file is for. A file that Telegram has named is the message's own if that has its size. */
    private static Optional<PendingFile> match(ReadMessage.File file, ReadMessage message, List<PendingFile> missing) {
        for (PendingFile pending : missing) {
            if (pending.media().uniqueId().equals(file.uniqueId())) {
                return Optional.of(pending);
            }
        }
        if (file.uniqueId().isEmpty() && message.post().media().isPresent()) {
            long size = message.post().media().get().size();
            return missing.stream()
                    .filter(pending -> size > 0
                            && pending.media().size() == size
                            && pending.media().kind()
                                    == message.post().media().get().kind())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static void adopt(PendingFile file, Path source, long number, Recording recording, ImportCount count)
            throws StorageFailure, TrackerFailure {
        try {
            count.file(recording.adopt(file, source));
        } catch (StorageFailure e) {
            if (e.endsRun()) {
                throw e;
            }
            Kind kind = e.kind() == StorageFailure.Kind.WRONG_SIZE ? Kind.OTHER_SIZE : Kind.FILE_FAILED;
            count.problem(kind, number, e.getMessage());
        }
    }

    /** The file of a path; empty when it is not there, which counts unless the archive has all files. */
    private Optional<Path> source(String path, long number, boolean isComplete, ImportCount count) {
        if (isComplete) {
            return Optional.empty();
        }
        Path file = folder;
        try {
            for (String name : RelativePath.parse(path).names()) {
                file = file.resolve(name);
            }
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                if (file.toRealPath().startsWith(folder.toRealPath())) {
                    return Optional.of(file);
                }
                count.problem(Kind.UNSAFE_PATH, number, "the path \"" + path + "\" leads out of the export");
            } else {
                count.problem(Kind.FILE_MISSING, number, "the file \"" + path + "\" is not in the export's folder");
            }
        } catch (IllegalArgumentException e) {
            count.problem(Kind.UNSAFE_PATH, number, "the path \"" + path + "\" cannot be one of an export");
        } catch (IOException e) {
            count.problem(Kind.FILE_FAILED, number, "the file \"" + path + "\" cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }
}
