package dev.tgarchiver.export;

/** Names for files whose wanted name is taken. */
public final class FreeName {

    private FreeName() {}

    /** {@code name (1).tar.gz} for {@code name.tar.gz}: the number precedes the first dot, as in Telegram Desktop. */
    public static String of(String name, int number) {
        int dot = name.indexOf('.', 1);
        int end = dot < 0 ? name.length() : dot;
        return name.substring(0, end) + " (" + number + ")" + name.substring(end);
    }
}
