package dev.tgarchiver.tracker.sqlite.query;

import dev.tgarchiver.post.Marks;
import dev.tgarchiver.search.Hashtags;
import dev.tgarchiver.search.Query;
import dev.tgarchiver.tracker.query.PostCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes conditions as expressions of FTS5. Only tokens get into them, and these have neither quotation marks nor blanks. */
final class MatchText {

    private MatchText() {}

    /** The expression for a condition; empty when the index cannot answer it, or only what it excludes. */
    static Optional<String> of(PostCondition condition) {
        if (condition instanceof PostCondition.Words words) {
            return Optional.of(words(words.words()));
        }
        if (condition instanceof PostCondition.Hashtag hashtag) {
            return Optional.of(quoted(Hashtags.token(hashtag.tag())));
        }
        if (condition instanceof PostCondition.Has has
                && Marks.MARKED.contains(has.feature().key())) {
            return Optional.of(quoted(Marks.of(has.feature().key())));
        }
        if (condition instanceof PostCondition.Any any) {
            List<Optional<String>> parts =
                    any.parts().stream().map(MatchText::of).toList();
            return !parts.isEmpty() && parts.stream().allMatch(Optional::isPresent)
                    ? Optional.of(parts.stream().map(Optional::get).collect(Collectors.joining(" OR ", "(", ")")))
                    : Optional.empty();
        }
        if (condition instanceof PostCondition.All all) {
            Split split = Split.of(all.parts());
            return split.rest().isEmpty() ? split.match() : Optional.empty();
        }
        return Optional.empty();
    }

    /**
     * Conditions of which all must hold.
     *
     * @param match of those that the index answers together
     * @param rest the others
     */
    record Split(Optional<String> match, List<PostCondition> rest) {

        static Split of(List<PostCondition> conditions) {
            List<String> wanted = new ArrayList<>();
            List<String> excluded = new ArrayList<>();
            List<PostCondition> excluding = new ArrayList<>();
            List<PostCondition> rest = new ArrayList<>();
            for (PostCondition condition : flat(conditions)) {
                Optional<String> match = MatchText.of(condition);
                Optional<String> not = condition instanceof PostCondition.Not negation
                        ? MatchText.of(negation.part())
                        : Optional.empty();
                if (match.isPresent()) {
                    wanted.add(match.get());
                } else if (not.isPresent()) {
                    excluded.add(not.get());
                    excluding.add(condition);
                } else {
                    rest.add(condition);
                }
            }
            if (wanted.isEmpty()) {
                rest.addAll(excluding);
                return new Split(Optional.empty(), rest);
            }
            String all = String.join(" AND ", wanted);
            String match = excluded.isEmpty() ? all : "(" + all + ") NOT (" + String.join(" OR ", excluded) + ")";
            return new Split(Optional.of("(" + match + ")"), rest);
        }

        private static List<PostCondition> flat(List<PostCondition> conditions) {
            List<PostCondition> flat = new ArrayList<>();
            for (PostCondition condition : conditions) {
                if (condition instanceof PostCondition.All all) {
                    flat.addAll(flat(all.parts()));
                } else {
                    flat.add(condition);
                }
            }
            return flat;
        }
    }

    private static String words(Query.Words words) {
        String forms = words.forms().stream()
                .map(form -> quoted(String.join(" ", form.tokens())) + (form.prefix() ? " *" : ""))
                .collect(Collectors.joining(" OR ", "(", ")"));
        return words.scope() == Query.Scope.FILE_NAMES ? "(file : " + forms + ")" : forms;
    }

    private static String quoted(String tokens) {
        return '"' + tokens + '"';
    }
}
