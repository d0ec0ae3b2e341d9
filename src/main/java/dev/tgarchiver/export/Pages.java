package dev.tgarchiver.export;

import java.io.IOException;
import java.io.OutputStream;

/** The files of a format, of which one is written at a time. */
public interface Pages {

    /**
     * Opens a file, after what it has already. Closes the one that was open before.
     *
     * @param name in the export's folder, safe
     * @return receives UTF-8 in small pieces; not to be closed
     */
    OutputStream open(String name) throws IOException;
}
