package dev.tgarchiver.desktop;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Makes JSON of what Telegram Desktop writes: it escapes control characters as {@code \x07}, which JSON does not have. */
final class HexEscapes extends FilterInputStream {

    private static final int BACKSLASH = '\\';
    private static final int BUFFER_BYTES = 1 << 16;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;
    private boolean escaped;

    /** What stands for the x: the rest of it, from {@link #inserted} on. */
    private static final byte[] REPLACEMENT = {'u', '0', '0'};

    private int inserted = REPLACEMENT.length;

    HexEscapes(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        if (inserted < REPLACEMENT.length) {
            return REPLACEMENT[inserted++];
        }
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer, 0, buffer.length));
            if (end == 0) {
                return -1;
            }
        }
        int read = buffer[next++] & 0xff;
        if (escaped) {
            escaped = false;
            if (read == 'x') {
                inserted = 1;
                return REPLACEMENT[0];
            }
        } else {
            escaped = read == BACKSLASH;
        }
        return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int read = read();
            if (read < 0) {
                return count == 0 ? -1 : count;
            }
            into[from + count++] = (byte) read;
            if (next == end && inserted == REPLACEMENT.length) {
                return count;
            }
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
