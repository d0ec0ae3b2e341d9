package dev.tgarchiver.download;

/** How one download of a file ended. */
sealed interface Ending {

    /** The file is in the archive, with its size. */
    record Done(long bytes) implements Ending {}

    /** The file is pending again. */
    record Again() implements Ending {}

    /** The file has failed and is not retried automatically. */
    record Failed() implements Ending {}
}
