package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Records which files are about to be moved, so that a later run can complete moves that a power cut interrupted.
 * Written before the first file is moved, cleared after the last one. For one process at a time.
 */
public final class MoveJournal {

    private static final int LINES = 3;

    private final Path file;

    /**
     * A file that is moved.
     *
     * @param id the file's id in the tracker
     */
    public record Move(long id, RelativePath from, RelativePath to) {}

    /** A journal in a file, which need not exist. */
    public MoveJournal(Path file) {
        this.file = file;
    }

    /** The moves of the last write; empty when all of them are done. */
    public List<Move> read() throws StorageFailure {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            List<Move> moves = new ArrayList<>();
            for (int i = 0; i + LINES <= lines.size(); i += LINES) {
                moves.add(new Move(
                        Long.parseLong(lines.get(i)),
                        RelativePath.parse(lines.get(i + 1)),
                        RelativePath.parse(lines.get(i + 2))));
            }
            return moves;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        } catch (IllegalArgumentException e) {
            throw StorageFailure.of("read", file, new IOException("it is not a journal of moves; remove it", e));
        }
    }

    /** Records the moves that are about to happen. They are on the disk when this returns. */
    public void write(List<Move> moves) throws StorageFailure {
        List<String> lines = new ArrayList<>();
        for (Move move : moves) {
            lines.addAll(List.of(
                    Long.toString(move.id()), move.from().toString(), move.to().toString()));
        }
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            PrivateFiles.file(fresh);
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Fsync.file(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Fsync.folder(folder);
            }
        } catch (IOException e) {
            throw StorageFailure.of("write", file, e);
        }
    }

    /** Removes the record, after all moves are done. */
    public void clear() throws StorageFailure {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StorageFailure.of("remove", file, e);
        }
    }
}
