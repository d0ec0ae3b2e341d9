package dev.tgarchiver.storage.chunk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.Fsync;
import dev.tgarchiver.storage.local.PrivateFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The journal of a file's complete chunks: an append-only text file. The first line has the size of the file and of a
 * chunk. Each further line has the number of a written chunk, or {@code =} and the number of preceding entries that are
 * synced. All entries survive a kill of the process. Only the entries that the last {@code =} line counts survive a
 * loss of power. Thread-safe; all methods but {@link #whole} and {@link #has} block on the disk and ignore interrupts.
 */
final class ChunkJournal {

    private static final String SYNCED = "=";

    private final Path file;
    private final ChunkGrid grid;

    @GuardedBy("this")
    private final List<Integer> entries;

    @GuardedBy("this")
    private final BitSet whole = new BitSet();

    /** The number of entries that are synced. */
    @GuardedBy("this")
    private int synced;

    private ChunkJournal(Path file, ChunkGrid grid, List<Integer> entries, int synced) {
        this.file = file;
        this.grid = grid;
        this.entries = entries;
        this.synced = synced;
        entries.forEach(whole::set);
    }

    /** Creates an empty journal, which replaces any existing one. */
    static ChunkJournal start(Path file, ChunkGrid grid) throws IOException, StorageFailure {
        Files.deleteIfExists(file);
        PrivateFiles.file(file);
        append(file, head(grid));
        return new ChunkJournal(file, grid, new ArrayList<>(), 0);
    }

    private static String head(ChunkGrid grid) {
        return grid.size() + " " + grid.chunk();
    }

    /** Reads the journal of an earlier process in this boot; empty when it is damaged. */
    static Optional<ChunkJournal> read(Path file) throws IOException {
        List<String> lines = lines(file);
        Optional<ChunkJournal> journal = parse(file, lines, false);
        if (journal.isPresent()) {
            cutAfter(file, lines);
        }
        return journal;
    }

    /** Reduces a journal to its synced entries; false when there are none. Call after another boot. */
    static boolean keepSynced(Path file) throws IOException, StorageFailure {
        Optional<ChunkJournal> journal = Files.isRegularFile(file) ? parse(file, lines(file), true) : Optional.empty();
        return journal.isPresent() && journal.get().keepSynced();
    }

    private synchronized boolean keepSynced() throws IOException, StorageFailure {
        if (synced == 0) {
            return false;
        }
        entries.subList(synced, entries.size()).clear();
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        PrivateFiles.file(next);
        append(next, head(grid) + "\n" + text(entries) + "\n" + SYNCED + synced);
        Fsync.file(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        Fsync.folder(file.resolveSibling(""));
        return true;
    }

    /** Skips an unterminated line, which a killed process was writing. */
    private static List<String> lines(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** @param damaged whether the last lines may be invalid, as after a loss of power */
    private static Optional<ChunkJournal> parse(Path file, List<String> lines, boolean damaged) {
        ChunkGrid grid;
        try {
            String[] head = (lines.isEmpty() ? "" : lines.get(0)).split(" ", -1);
            grid = new ChunkGrid(Long.parseLong(head[0]), Long.parseLong(head[1]));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
        List<Integer> entries = new ArrayList<>();
        int synced = 0;
        for (String line : lines.subList(1, lines.size())) {
            boolean mark = line.startsWith(SYNCED);
            int number = number(mark ? line.substring(SYNCED.length()) : line);
            if (mark && number >= synced && number <= entries.size()) {
                synced = number;
            } else if (!mark && number >= 0 && number < grid.count()) {
                entries.add(number);
            } else if (damaged) {
                break;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new ChunkJournal(file, grid, entries, synced));
    }

    /** -1 when the text is not a number. */
    private static int number(String digits) {
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }

    private static void cutAfter(Path file, List<String> lines) throws IOException {
        long end = lines.stream().mapToLong(line -> line.length() + 1L).sum();
        if (end < Files.size(file)) {
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(end);
            }
        }
    }

    private static void append(Path file, String lines) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write((lines + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String text(List<Integer> entries) {
        return entries.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    ChunkGrid grid() {
        return grid;
    }

    /** The complete chunks. */
    synchronized BitSet whole() {
        return (BitSet) whole.clone();
    }

    synchronized boolean has(int chunk) {
        return whole.get(chunk);
    }

    /** Records written chunks. */
    synchronized void enter(ChunkRun run) throws IOException {
        List<Integer> more = IntStream.range(run.first(), run.end()).boxed().toList();
        append(file, text(more));
        entries.addAll(more);
        whole.set(run.first(), run.end());
    }

    /** Whether every entry is synced. */
    synchronized boolean isSynced() {
        return synced == entries.size();
    }

    /** Syncs all entries made before the call. One thread at a time. */
    void sync(Path bytes) throws IOException {
        int count;
        synchronized (this) {
            count = entries.size();
        }
        Fsync.file(bytes);
        mark(count);
        Fsync.file(file);
    }

    private synchronized void mark(int count) throws IOException {
        append(file, SYNCED + count);
        synced = count;
    }
}
