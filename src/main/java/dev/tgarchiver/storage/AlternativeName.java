package dev.tgarchiver.storage;

/** What a file is called when its name is taken: {@code name (2).ext}, {@code name (3).ext} and so on. */
final class AlternativeName {

    private static final int LONGEST_BYTES = 255;

    private AlternativeName() {}

    /**
     * The n-th name.
     *
     * @param number 1 for the name itself
     */
    static String of(String name, int number) {
        return number == 1
                ? name
                : FileName.of(name)
                        .withSuffix(" (" + number + ")", LONGEST_BYTES)
                        .text();
    }
}
