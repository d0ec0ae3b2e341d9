package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.IndexedText;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.search.Hashtags;
import dev.tgarchiver.search.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the words by which posts are found, as tokens of the search index. */
public final class IndexedTexts {

    private IndexedTexts() {}

    /** Of a message, with all that a person can read in it. */
    public static IndexedText of(JsonNode message) {
        StringBuilder text = new StringBuilder(256);
        StringBuilder files = new StringBuilder();
        StringBuilder people = new StringBuilder();
        for (PostWords.Words words : PostWords.of(message)) {
            switch (words.part()) {
                case FILE -> append(words.text(), files);
                case PEOPLE -> append(words.text(), people);
                case TEXT -> append(words.text(), text);
            }
        }
        marks(message, text);
        return new IndexedText(text.toString(), files.toString(), people.toString());
    }

    /** Of a post whose message is not known. */
    public static IndexedText of(Post post) {
        Optional<Media> media = post.media();
        return of(
                post.text(),
                post.entities(),
                media.isEmpty()
                        ? List.of()
                        : List.of(
                                media.get().fileName(),
                                media.get().performer(),
                                media.get().title()),
                post.author());
    }

    /** The same, of its columns. */
    public static IndexedText of(String text, String entities, List<String> fileNames, String author) {
        StringBuilder words = new StringBuilder();
        append(text, words);
        Marks.ofEntities(entities).forEach(mark -> words.append(mark).append(' '));
        StringBuilder files = new StringBuilder();
        fileNames.forEach(name -> append(name, files));
        StringBuilder people = new StringBuilder();
        append(author, people);
        return new IndexedText(words.toString(), files.toString(), people.toString());
    }

    private static void append(String words, StringBuilder tokens) {
        Tokens.append(words, tokens);
        Set<String> hashtags = Hashtags.in(words);
        hashtags.forEach(hashtag -> tokens.append(hashtag).append(' '));
    }

    private static void marks(JsonNode message, StringBuilder tokens) {
        Marks.of(message).forEach(mark -> tokens.append(mark).append(' '));
    }
}
