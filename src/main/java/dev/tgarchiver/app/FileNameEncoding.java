package dev.tgarchiver.app;

import java.util.Locale;

/**
 * How this process encodes file names. On Unix the locale decides, and one without UTF-8 lacks the letters of most
 * channel and file names.
 *
 * @param charset the character set of file names
 * @param system the operating system's name
 * @param workingDirectory as Java has it, which cannot express every name
 */
public record FileNameEncoding(String charset, String system, String workingDirectory) {

    /** Java's replacement for bytes of a name that are not text in the character set. */
    private static final char UNREADABLE = '\uFFFD';

    public static FileNameEncoding ofProcess() {
        return new FileNameEncoding(
                System.getProperty("sun.jnu.encoding", "UTF-8"),
                System.getProperty("os.name", ""),
                System.getProperty("user.dir", ""));
    }

    /**
     * Checks that files can have any name.
     *
     * @throws InvalidRequest when they cannot; the message says what to do
     */
    public void requireUnicode() throws InvalidRequest {
        // Windows has Unicode names whatever the character set.
        if (system.toLowerCase(Locale.ROOT).contains("windows")) {
            return;
        }
        if (!charset.equalsIgnoreCase("UTF-8")) {
            throw new InvalidRequest("Names of files would be written in " + charset
                    + ", which has few letters, because this system has no UTF-8 locale. Install C.UTF-8 or "
                    + "en_US.UTF-8 (Debian: the package locales; Fedora: glibc-langpack-en), or set LC_ALL to the one that "
                    + "it has (see: locale -a). Nothing was changed.");
        }
        if (workingDirectory.indexOf(UNREADABLE) >= 0) {
            throw new InvalidRequest("The path of this folder, " + workingDirectory
                    + ", is not valid UTF-8; rename the folder, or run archiver elsewhere with --config FILE.");
        }
    }
}
