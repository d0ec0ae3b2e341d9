package dev.tgarchiver.localtelegram.tl;

import org.jspecify.annotations.Nullable;

/**
 * The type of a field.
 *
 * @param element what a vector holds, null for anything else
 * @param name of the type for {@link Kind#BOXED}, of the constructor for {@link Kind#BARE}
 */
record TlType(Kind kind, String name, @Nullable TlType element) {

    enum Kind {
        INT,
        LONG,
        DOUBLE,
        STRING,
        BYTES,
        INT128,
        INT256,
        BOOL,
        TRUE,
        FLAGS,
        VECTOR,
        BARE_VECTOR,
        BOXED,
        BARE,
        QUERY
    }

    static TlType parse(String text) {
        if (text.startsWith("Vector<")) {
            return new TlType(Kind.VECTOR, text, parse(inner(text)));
        }
        if (text.startsWith("vector<")) {
            return new TlType(Kind.BARE_VECTOR, text, parse(inner(text)));
        }
        if (text.startsWith("!")) {
            return new TlType(Kind.QUERY, text, null);
        }
        return new TlType(kind(text), text, null);
    }

    private static String inner(String text) {
        return text.substring("vector<".length(), text.length() - 1);
    }

    private static Kind kind(String text) {
        return switch (text) {
            case "#" -> Kind.FLAGS;
            case "int" -> Kind.INT;
            case "long" -> Kind.LONG;
            case "double" -> Kind.DOUBLE;
            case "string" -> Kind.STRING;
            case "bytes" -> Kind.BYTES;
            case "int128" -> Kind.INT128;
            case "int256" -> Kind.INT256;
            case "Bool" -> Kind.BOOL;
            case "true" -> Kind.TRUE;
            default -> isBare(text) ? Kind.BARE : Kind.BOXED;
        };
    }

    private static boolean isBare(String text) {
        return Character.isLowerCase(text.charAt(text.lastIndexOf('.') + 1));
    }
}
