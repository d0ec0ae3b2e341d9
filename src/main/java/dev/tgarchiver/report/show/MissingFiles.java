package dev.tgarchiver.report.show;

import dev.tgarchiver.app.posts.ShownPost;
import java.util.List;
import java.util.stream.Collectors;

/** Why a post's files are not in the archive. */
public final class MissingFiles {

    private MissingFiles() {}

    /** The end of a sentence that says that none is there. */
    public static String why(List<ShownPost.File> files) {
        return files.isEmpty()
                ? ": the post has none."
                : files.stream().map(FileLines::missing).distinct().collect(Collectors.joining("; ", ": ", "."));
    }
}
