package dev.tgarchiver.storage.naming;

import dev.tgarchiver.model.RelativePath;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names for a file whose own name is taken: {@code name (2).ext}, {@code name (3).ext} and so on. */
public final class AlternativeName {

    private static final int LONGEST_BYTES = 255;

    private static final Pattern NUMBERED = Pattern.compile(" \\((\\d{1,9})\\)(?:\\.|$)");

    private AlternativeName() {}

    /** Whether a path is an acceptable place for a file that should be at another one: that path, or an alternative. */
    public static boolean isOne(RelativePath path, RelativePath wanted) {
        return path.folders().equals(wanted.folders()) && isOne(path.name(), wanted.name());
    }

    /** Whether a name is the n-th alternative of another one, for any n. */
    public static boolean isOne(String name, String first) {
        if (name.equals(first)) {
            return true;
        }
        Matcher numbers = NUMBERED.matcher(name);
        while (numbers.find()) {
            int number = Integer.parseInt(numbers.group(1));
            if (number > 1 && of(first, number).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The n-th name.
     *
     * @param number the n; 1 for the name itself
     */
    public static String of(String name, int number) {
        return number == 1
                ? name
                : FileName.of(name)
                        .withSuffix(" (" + number + ")", LONGEST_BYTES)
                        .text();
    }
}
