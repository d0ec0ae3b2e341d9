package dev.tgarchiver.tdlib.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {

    private static final int BLOCKS = 2_000;
    private static final int BLOCK = 32 << 10;
    private static final long MOST_OF_IT = BLOCKS * (long) BLOCK / 2;

    @Test
    void what_is_freed_below_something_that_stays_goes_back_to_the_system() throws IOException {
        assumeThat(Path.of("/proc/self/status")).exists();
        assumeThat(hasGlibc()).isTrue();
        List<Memory> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            Memory block = new Memory(BLOCK);
            block.setMemory(0, BLOCK, (byte) 1);
            blocks.add(block);
        }
        // It lies at the end of the heap, without which the C library would give the rest back by itself.
        try (Memory last = blocks.remove(BLOCKS - 1)) {
            blocks.forEach(Memory::close);
            long kept = resident();

            NativeMemory.trim();

            assertThat(kept - resident()).isGreaterThan(MOST_OF_IT);
            assertThat(last.getByte(BLOCK - 1)).isEqualTo((byte) 1);
        }
    }

    private static boolean hasGlibc() {
        try {
            NativeLibrary.getProcess().getFunction("gnu_get_libc_version");
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
