package dev.tgarchiver.tdlib.media;

/**
 * The part of a file to request from TDLib.
 *
 * @param length 0 for the rest of the file
 */
record FileRange(long offset, long length) {

    static final FileRange WHOLE = new FileRange(0, 0);

    /** The part of the range within a limit; 0 for all of it. */
    FileRange within(long limit) {
        return limit == 0 ? this : new FileRange(offset, limit);
    }
}
