package dev.tgarchiver.storage.naming;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Folds a name for comparison: file systems that ignore case and normalisation may treat two names with the same folded
 * form as one file.
 */
public final class FoldedName {

    private FoldedName() {}

    public static String of(String name) {
        if (isAscii(name)) {
            return name.toLowerCase(Locale.ROOT);
        }
        // Upper case first: it unites letters that have one capital, such as the two forms of the Greek sigma.
        String folded = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** For ASCII, the full folding only changes to lower case, at a higher cost. */
    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
