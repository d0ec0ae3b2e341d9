package dev.tgarchiver.storage.naming;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file's name in two parts.
 *
 * @param stem the part before the extension
 * @param extension the extension without the dot; empty if there is none
 */
public record FileName(String stem, String extension) {

    // A digit-only end is a version or a track number ("v1.2"), except for the parts of split files (".001").
    private static final Pattern WITH_EXTENSION =
            Pattern.compile("(.*[^.\\s])\\.((?=[0-9]{0,9}[A-Za-z])[A-Za-z0-9]{1,10}|[0-9]{3})", Pattern.DOTALL);
    private static final Pattern GRAPHEME = Pattern.compile("\\X", Pattern.DOTALL);

    /** Splits a name. A name whose only dot is its first character has no extension. */
    static FileName of(String name) {
        Matcher matcher = WITH_EXTENSION.matcher(name);
        if (!matcher.matches()) {
            return new FileName(name, "");
        }
        String stem = matcher.group(1);
        String extension = matcher.group(2);
        boolean tar = stem.length() > 4 && stem.regionMatches(true, stem.length() - 4, ".tar", 0, 4);
        return tar
                ? new FileName(
                        stem.substring(0, stem.length() - 4), stem.substring(stem.length() - 3) + "." + extension)
                : new FileName(stem, extension);
    }

    /** The whole name. */
    String text() {
        return extension.isEmpty() ? stem : stem + "." + extension;
    }

    /**
     * The same name with a suffix between stem and extension, and with the stem cut so that the name fits the budget.
     */
    FileName withSuffix(String suffix, int maxBytes) {
        int rest = bytes(suffix) + (extension.isEmpty() ? 0 : 1 + bytes(extension));
        return new FileName(cut(stem, maxBytes - rest) + suffix, extension);
    }

    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The longest prefix of a text that fits the budget and ends between two visible characters. */
    static String cut(String text, int maxBytes) {
        if (bytes(text) <= maxBytes) {
            return text;
        }
        Matcher graphemes = GRAPHEME.matcher(text);
        int end = 0;
        int used = 0;
        while (graphemes.find()) {
            used += bytes(graphemes.group());
            if (used > maxBytes) {
                break;
            }
            end = graphemes.end();
        }
        return end > 0 ? text.substring(0, end) : cutAtCodePoint(text, maxBytes);
    }

    /** For a first character with too many accents to fit. */
    private static String cutAtCodePoint(String text, int maxBytes) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            used += bytes(text.substring(end, next));
            if (used > maxBytes) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }
}
