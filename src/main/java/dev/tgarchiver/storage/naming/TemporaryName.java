package dev.tgarchiver.storage.naming;

import java.nio.file.Path;

/** How a file is called while it is not whole: {@code .<name>.archiver-part}. Computes only. */
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
        // Long names that begin alike must not share one temporary file.
        String mark = "~" + Integer.toHexString(name.hashCode());
        return PREFIX + FileName.cut(name, room - mark.length()) + mark + SUFFIX;
    }

    /** Whether a path is one that {@code archiver} left behind when it was killed. Looks at the name only. */
    public static boolean is(Path path) {
        Path fileName = path.getFileName();
        String name = fileName == null ? "" : fileName.toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX) && name.length() > PREFIX.length() + SUFFIX.length();
    }
}
