package dev.tgarchiver.app.export;

import dev.tgarchiver.model.post.Post;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which posts an export has. What is empty does not restrict.
 *
 * @param types as posts have them
 */
public record PostFilter(Optional<Instant> since, Optional<Instant> until, Set<String> types) {

    /** Every post. */
    public static final PostFilter ALL = new PostFilter(Optional.empty(), Optional.empty(), Set.of());

    /** Copies the types. */
    public PostFilter {
        types = Set.copyOf(types);
    }

    /** Whether the export has the post. */
    public boolean has(Post post) {
        return since.filter(post.date()::isBefore).isEmpty()
                && until.filter(post.date()::isAfter).isEmpty()
                && (types.isEmpty() || types.contains(post.type()));
    }
}
