package dev.tgarchiver.telegram;

import dev.tgarchiver.telegram.MediaSource.FetchedFile;
import java.nio.file.Path;

/** A fetched file whose source has more to release with it. Used by one thread. */
public final class ReleasingFile implements FetchedFile {

    private final FetchedFile file;
    private final Runnable unlessKept;
    private final Runnable always;
    private boolean kept;

    /**
     * Both are called after the file is closed.
     *
     * @param unlessKept called first, unless the file is kept for a later attempt
     * @param always called in any case
     */
    public ReleasingFile(FetchedFile file, Runnable unlessKept, Runnable always) {
        this.file = file;
        this.unlessKept = unlessKept;
        this.always = always;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public void keep() {
        kept = true;
        file.keep();
    }

    @Override
    public void close() {
        file.close();
        if (!kept) {
            unlessKept.run();
        }
        always.run();
    }
}
