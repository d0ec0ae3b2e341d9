package dev.tgarchiver.localtelegram.mtproto;

/** What a message carries. Large ones are written straight to their place instead of being made beforehand. */
public interface Body {

    /** The number of bytes, a multiple of four. */
    int length();

    /** Writes the bytes into an array. */
    void writeTo(byte[] target, int at);

    /** Whether it is worth trying to pack: not when it is known to be the content of a file. */
    default boolean isCompressible() {
        return true;
    }

    /** A body that is already there. */
    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public int length() {
                return bytes.length;
            }

            @Override
            public void writeTo(byte[] target, int at) {
                System.arraycopy(bytes, 0, target, at, bytes.length);
            }
        };
    }
}
