package dev.tgarchiver.torture;

import dev.tgarchiver.program.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What no program may leave behind. */
final class Leftovers {

    private Leftovers() {}

    /** Copies of the login that no later run will resume. */
    static List<Path> copiesOfTheLogin(Installation archiver) throws IOException {
        Path lanes = archiver.data().resolve("lanes");
        if (Files.notExists(lanes)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(lanes)) {
            return folders.filter(Files::isDirectory)
                    .filter(lane -> !hasFiles(lane.resolve("partials")))
                    .toList();
        }
    }

    private static boolean hasFiles(Path folder) {
        String[] names = folder.toFile().list();
        return names != null && names.length > 0;
    }

    /** What a virtual machine leaves that crashed. */
    static List<Path> crashFiles(Installation archiver) throws IOException {
        try (Stream<Path> files = Files.list(archiver.folder())) {
            return files.filter(file -> file.getFileName().toString().matches("(hs_err|replay|core).*"))
                    .toList();
        }
    }
}
