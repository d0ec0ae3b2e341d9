package dev.tgarchiver.search;

import dev.tgarchiver.search.Query.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds where in a text the words of a query are. */
public final class Places {

    private final List<Query.Words> words = new ArrayList<>();
    private final List<Form> hashtags = new ArrayList<>();

    /** Of what the query wants to occur; what it excludes is nowhere. */
    public Places(Query query) {
        collect(query);
    }

    /** A range of a text. */
    public record Place(int start, int end) {}

    /** Whether there are words to look for. */
    public boolean isEmpty() {
        return words.isEmpty() && hashtags.isEmpty();
    }

    /**
     * The places in a text, in their order, without overlaps.
     *
     * @param fileName whether the text is a file's name or title
     */
    public List<Place> in(String text, boolean fileName) {
        if (isEmpty() || text.isEmpty()) {
            return List.of();
        }
        List<Token> tokens = Tokens.of(text);
        List<Place> places = new ArrayList<>();
        for (Query.Words word : words) {
            if (fileName || word.scope() == Query.Scope.ANYWHERE) {
                word.forms().forEach(form -> find(form, tokens, places));
            }
        }
        hashtags.forEach(tag -> find(tag, tokens, places));
        return merged(places);
    }

    private void collect(Query query) {
        if (query instanceof Query.All all) {
            all.parts().forEach(this::collect);
        } else if (query instanceof Query.Any any) {
            any.parts().forEach(this::collect);
        } else if (query instanceof Query.Words word) {
            words.add(word);
        } else if (query instanceof Query.Hashtag hashtag) {
            List<String> tokens =
                    Tokens.of(hashtag.tag()).stream().map(Token::text).toList();
            if (!tokens.isEmpty()) {
                hashtags.add(new Form(tokens, false));
            }
        }
    }

    private static void find(Form form, List<Token> tokens, List<Place> places) {
        int size = form.tokens().size();
        for (int from = 0; from + size <= tokens.size(); from++) {
            if (isAt(form, tokens, from)) {
                places.add(new Place(
                        tokens.get(from).start(), tokens.get(from + size - 1).end()));
            }
        }
    }

    private static boolean isAt(Form form, List<Token> tokens, int from) {
        int last = form.tokens().size() - 1;
        for (int i = 0; i <= last; i++) {
            String wanted = form.tokens().get(i);
            String token = tokens.get(from + i).text();
            boolean goesOn = i == last && form.prefix();
            boolean matches = goesOn ? token.startsWith(wanted) : token.equals(wanted);
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    private static List<Place> merged(List<Place> places) {
        places.sort(Comparator.comparingInt(Place::start));
        List<Place> merged = new ArrayList<>();
        for (Place place : places) {
            Place last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && place.start() < last.end()) {
                merged.set(merged.size() - 1, new Place(last.start(), Math.max(last.end(), place.end())));
            } else {
                merged.add(place);
            }
        }
        return List.copyOf(merged);
    }
}
