package dev.tgarchiver.storage.naming;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses the name of a topic's folder. Only computes. */
public final class TopicDirectory {

    private TopicDirectory() {}

    /**
     * A safe name from the topic's name. If it is taken, the topic's number is appended: {@code
     * News (17)}.
     *
     * @param taken the names of other topics' folders; names that differ only in case or normalisation count as equal
     */
    public static String choose(String name, long number, Collection<String> taken) {
        Set<String> folded = taken.stream().map(FoldedName::of).collect(Collectors.toSet());
        String safe = SafeName.of(name, "topic");
        String candidate = safe;
        for (int attempt = 1; folded.contains(FoldedName.of(candidate)); attempt++) {
            String suffix = " (" + number + (attempt == 1 ? ")" : " " + attempt + ")");
            candidate = new FileName(safe, "")
                    .withSuffix(suffix, SafeName.MAX_BYTES)
                    .text();
        }
        return candidate;
    }
}
