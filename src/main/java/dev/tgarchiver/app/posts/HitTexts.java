package dev.tgarchiver.app.posts;

import dev.tgarchiver.post.PostWords;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.search.Places;
import dev.tgarchiver.search.Query;
import dev.tgarchiver.tracker.query.FoundPost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the texts of posts that have a query's words. */
final class HitTexts {

    private final Places places;

    HitTexts(Query query) {
        places = new Places(query);
    }

    /** The texts with words of the query in the order of the post; none when the query has no words. */
    List<SearchHit.Text> of(FoundPost post) {
        if (places.isEmpty()) {
            return List.of();
        }
        List<SearchHit.Text> texts = new ArrayList<>();
        for (PostWords.Words words : words(post)) {
            List<Places.Place> found = places.in(words.text(), words.part() == PostWords.Part.FILE);
            if (!found.isEmpty()) {
                texts.add(new SearchHit.Text(words.place(), words.text(), found));
            }
        }
        return texts;
    }

    private static List<PostWords.Words> words(FoundPost post) {
        List<PostWords.Words> words = new ArrayList<>();
        Optional<byte[]> message = post.message();
        if (message.isPresent()) {
            words.addAll(PostWords.of(RawMessages.read(message.get())));
        } else {
            words.add(new PostWords.Words("text", post.text()));
            post.file().ifPresent(file -> {
                words.add(new PostWords.Words("file_name", file.name()));
                words.add(new PostWords.Words("performer", file.performer()));
                words.add(new PostWords.Words("audio_title", file.title()));
            });
            words.add(new PostWords.Words("author_signature", post.author()));
        }
        words.add(new PostWords.Words("sender", post.senderName()));
        return words;
    }
}
