package dev.tgarchiver.tracker;

import dev.tgarchiver.tracker.file.FilePlace;
import java.util.List;
import java.util.Map;

/**
 * One step of forgetting a channel: some posts, and the files that only they hold.
 *
 * @param posts their keys
 * @param files their numbers
 * @param places of those of the files that have one, whatever their state
 * @param shared files that other channels hold as well, each with the key of such a post
 */
public record RemovalStep(List<Long> posts, List<Long> files, List<FilePlace> places, Map<Long, Long> shared) {

    /** Copies the collections. */
    public RemovalStep {
        posts = List.copyOf(posts);
        files = List.copyOf(files);
        places = List.copyOf(places);
        shared = Map.copyOf(shared);
    }

    /** Whether there is nothing to remove. */
    public boolean isEmpty() {
        return posts.isEmpty() && files.isEmpty() && shared.isEmpty();
    }
}
