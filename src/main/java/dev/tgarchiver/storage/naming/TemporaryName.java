package dev.tgarchiver.storage.naming;

import java.nio.file.Path;

/** The name of a file while it is incomplete: {@code .<name>.archiver-part}. Only computes. */
public final class TemporaryName {

    private static final String PREFIX = ".";
    private static final String SUFFIX = ".archiver-part";
    private static final int LONGEST_BYTES = 255;

    private TemporaryName() {}

    /** The temporary name of a file. */
    public static String of(String name) {
        int room = LONGEST_BYTES - PREFIX.length() - SUFFIX.length();
        if (FileName.bytes(name) <= room) {
            return PREFIX + name + SUFFIX;
        }
        // Long names with the same start must not share a temporary file.
        String mark = "~" + Integer.toHexString(name.hashCode());
        return PREFIX + FileName.cut(name, room - mark.length()) + mark + SUFFIX;
    }

    /** A second temporary name of the same file. */
    public static String second(String name) {
        return of(name + "~2");
    }

    /** Whether a path is a temporary file that a killed {@code archiver} left behind. Looks only at the name. */
    public static boolean is(Path path) {
        Path fileName = path.getFileName();
        String name = fileName == null ? "" : fileName.toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX) && name.length() > PREFIX.length() + SUFFIX.length();
    }
}
