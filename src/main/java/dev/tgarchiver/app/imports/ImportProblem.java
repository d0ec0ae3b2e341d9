package dev.tgarchiver.app.imports;

import java.util.Locale;

/**
 * Something of an export that was not imported.
 *
 * @param message Telegram's number for the message, as the export has it
 * @param detail what it is, as a sentence without its end
 */
public record ImportProblem(Kind kind, long message, String detail) {

    /** What kind of thing it is. The names in lower case are the words of JSON. */
    public enum Kind {
        /** Telegram Desktop was told to leave the file out. */
        NOT_INCLUDED(false),
        /** Telegram Desktop left the file out because of its size. */
        TOO_LARGE(false),
        /** Telegram Desktop did not get the file. */
        UNAVAILABLE(false),
        /** The export names a file that is not in its folder. */
        FILE_MISSING(true),
        /** A file has another size than the archive has of it. */
        OTHER_SIZE(true),
        /** A path leads out of the export's folder. */
        UNSAFE_PATH(true),
        /** A file cannot be read, or not be stored. */
        FILE_FAILED(true),
        /** The message is of a kind that is not known; it is imported as far as the export has something of it. */
        UNKNOWN_KIND(false),
        /** The message cannot be read. */
        UNREADABLE(true),
        /** The message is of the basic group that became the supergroup, and nothing says which one that is. */
        EARLIER_GROUP(true);

        private final boolean isFailure;

        Kind(boolean isFailure) {
            this.isFailure = isFailure;
        }

        /** Whether the import lacks something that the export should have. */
        public boolean isFailure() {
            return isFailure;
        }

        /** The word of JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
