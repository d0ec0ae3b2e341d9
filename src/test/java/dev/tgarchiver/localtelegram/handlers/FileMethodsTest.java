package dev.tgarchiver.localtelegram.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.tl.TlReader;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import org.junit.jupiter.api.Test;

class FileMethodsTest {

    private static final int KB = 1024;

    @Test
    void parts_are_aligned_as_telegram_wants_them() {
        FileMethods.requireAligned(0, 64 * KB, false);
        FileMethods.requireAligned(3L << 31, 512 * KB, false);
        FileMethods.requireAligned(KB, 3 * KB, true);
        assertRefused("OFFSET_INVALID", 1000, 4 * KB, false);
        assertRefused("OFFSET_INVALID", -4 * KB, 4 * KB, false);
        assertRefused("LIMIT_INVALID", 0, 0, false);
        assertRefused("LIMIT_INVALID", 0, 12 * KB, false);
        assertRefused("LIMIT_INVALID", 0, 2048 * KB, false);
        assertRefused("LIMIT_INVALID", 1020 * KB, 8 * KB, false);
    }

    @Test
    void part_encoded_by_hand_follows_the_schema() {
        RemoteFile file = RemoteFile.of(9, 100_000);
        for (int count : new int[] {0, 1, 253, 254, 255, 65_536}) {
            FilePart part = new FilePart(file, "storage.fileMp3", 77, 4096, count);
            byte[] bytes = new byte[part.length() + 3];
            part.writeTo(bytes, 3);
            TlObject read = new TlReader(bytes, 3, part.length()).readObject();
            assertThat(read.is("upload.file")).isTrue();
            assertThat(read.objectAt("type").is("storage.fileMp3")).isTrue();
            assertThat(read.intAt("mtime")).isEqualTo(77);
            assertThat(read.bytesAt("bytes")).isEqualTo(file.bytes(4096, count));
        }
    }

    private static void assertRefused(String error, long offset, int limit, boolean precise) {
        assertThatThrownBy(() -> FileMethods.requireAligned(offset, limit, precise))
                .isInstanceOf(RpcException.class)
                .hasMessage(error);
    }
}
