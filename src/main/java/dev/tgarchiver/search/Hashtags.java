package dev.tgarchiver.search;

import java.util.LinkedHashSet;
import java.util.Set;

/** Hashtags as tokens of their own, which no word can be. */
public final class Hashtags {

    private static final String FIRST = "\ue000";
    private static final int UNDERSCORE = 0xe001;

    private Hashtags() {}

    /** The token of a hashtag that is written without the number sign. Case and accents do not count. */
    public static String token(String tag) {
        StringBuilder token = new StringBuilder(FIRST);
        tag.codePoints().limit(Tokens.LONGEST).forEach(codePoint -> {
            if (codePoint == '_') {
                token.appendCodePoint(UNDERSCORE);
            } else {
                for (Token part : Tokens.of(Character.toString(codePoint))) {
                    token.append(part.text());
                }
            }
        });
        return token.toString();
    }

    /** The tokens of the hashtags in a text. Telegram ends one where neither a letter, a digit nor an underscore follows. */
    public static Set<String> in(String text) {
        int at = next(text, 0);
        if (at < 0) {
            return Set.of();
        }
        Set<String> tokens = new LinkedHashSet<>();
        while (at >= 0) {
            int end = at + 1;
            while (end < text.length() && isTag(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            if (end > at + 1 && (at == 0 || !isTag(text.codePointBefore(at)))) {
                tokens.add(token(text.substring(at + 1, end)));
            }
            at = next(text, end);
        }
        return tokens;
    }

    private static int next(String text, int from) {
        int half = text.indexOf('#', from);
        int full = text.indexOf('＃', from);
        return half < 0 ? full : full < 0 ? half : Math.min(half, full);
    }

    static boolean isTag(String name) {
        return !name.isEmpty() && name.codePoints().allMatch(Hashtags::isTag);
    }

    private static boolean isTag(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || codePoint == '_'
                || codePoint == 0x200c
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
