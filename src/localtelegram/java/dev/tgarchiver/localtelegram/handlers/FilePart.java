package dev.tgarchiver.localtelegram.handlers;

import dev.tgarchiver.localtelegram.mtproto.Body;
import dev.tgarchiver.localtelegram.tl.Schema;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * upload.file, encoded by hand: the content is generated where it will be encrypted, and copied nowhere before.
 *
 * @param storageType the name of a constructor of storage.FileType
 */
record FilePart(RemoteFile file, String storageType, int mtime, long offset, int count) implements Body {

    private static final int UPLOAD_FILE = Schema.SERVER.id("upload.file");
    private static final int FIXED = 12;
    private static final int LONG_FORM = 254;

    FilePart shortenedTo(int bytes) {
        return new FilePart(file, storageType, mtime, offset, Math.min(bytes, count));
    }

    @Override
    public boolean isCompressible() {
        return false;
    }

    @Override
    public int length() {
        int withLength = (count < LONG_FORM ? 1 : 4) + count;
        return FIXED + ((withLength + 3) & ~3);
    }

    @Override
    public void writeTo(byte[] target, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(target, at, length()).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(UPLOAD_FILE).putInt(Schema.SERVER.id(storageType)).putInt(mtime);
        if (count < LONG_FORM) {
            buffer.put((byte) count);
        } else {
            buffer.putInt((count << 8) | LONG_FORM);
        }
        file.fill(offset, target, buffer.position(), count);
        buffer.position(buffer.position() + count);
        while (buffer.hasRemaining()) {
            buffer.put((byte) 0);
        }
    }
}
