package dev.tgarchiver.torture.posts;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes texts. */
final class Words {

    private static final int MOST = 40;

    private static final List<String> WORDS = List.of(
            "archive",
            "posts",
            "Straße",
            "слово",
            "архив",
            "東京",
            "漢字",
            "مرحبا",
            "עברית",
            "naïve",
            "👍🏽",
            "👨‍👩‍👧",
            "100%",
            "<b>",
            "&amp;",
            "\"quoted\"",
            "back\\slash",
            "e\u0301",
            "one\ntwo",
            "#tag",
            "@bea_brown",
            "https://example.org/a?b=c",
            "2026-11-27",
            "'; --");

    private Words() {}

    /** Some words, and a number that no other text has. */
    static String any(Random random, int number) {
        return random.ints(1 + random.nextInt(MOST), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .collect(Collectors.joining(" ", "", " " + number));
    }
}
