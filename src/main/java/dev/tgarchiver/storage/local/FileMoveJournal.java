package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.MoveJournal;
import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The journal in a file of {@code data_dir}, each move in three lines. Replaced in one step, and synced. */
public final class FileMoveJournal implements MoveJournal {

    private static final int LINES = 3;

    private final Path file;

    /** A journal in a file, which need not exist. */
    public FileMoveJournal(Path file) {
        this.file = file;
    }

    @Override
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

    @Override
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

    @Override
    public void clear() throws StorageFailure {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StorageFailure.of("remove", file, e);
        }
    }
}
