package dev.tgarchiver.app.posts;

import dev.tgarchiver.search.Places;
import dev.tgarchiver.tracker.query.FoundPost;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A post that a search has found.
 *
 * @param name how a command names the post: its channel and number
 * @param link to it at Telegram; empty where there are none, as in private chats
 * @param title of the channel, unchecked
 * @param texts in which the words are, the best first; none when the query has no words
 * @param file its file on this disk, while it is stored
 */
public record SearchHit(
        FoundPost post, String name, Optional<String> link, String title, List<Text> texts, Optional<Path> file) {

    /**
     * A text of the post with words of the query.
     *
     * @param part what it is of the post, as {@code text}, {@code poll_option/2} or {@code document_file_name}
     */
    public record Text(String part, String text, List<Places.Place> places) {}
}
