package dev.tgarchiver.report;

import dev.tgarchiver.console.Format;
import java.util.ArrayList;
import java.util.List;

/** How many posts are new, were edited, and were deleted, in words. */
final class PostWords {

    private PostWords() {}

    /** For example {@code 3 new posts, 1 edited, 2 deleted}; empty when all are 0. */
    static String of(long posts, long edited, long deleted) {
        List<String> words = new ArrayList<>();
        if (posts > 0) {
            words.add(Format.count(posts, "new post"));
        }
        add(words, edited, "edited");
        add(words, deleted, "deleted");
        return String.join(", ", words);
    }

    private static void add(List<String> words, long count, String what) {
        if (count > 0) {
            words.add((words.isEmpty() ? Format.count(count, "post") : Format.count(count)) + " " + what);
        }
    }
}
