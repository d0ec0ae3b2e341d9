package dev.tgarchiver.console;

/**
 * A column of a table.
 *
 * @param title its head
 * @param right whether its cells stand to the right, as numbers do
 * @param shrinks whether it gives way when the table is too wide
 */
public record Column(String title, boolean right, boolean shrinks) {

    /** Text that keeps its width as long as others can give way. */
    public static Column text(String title) {
        return new Column(title, false, false);
    }

    /** Text that is shortened first. */
    public static Column shrinking(String title) {
        return new Column(title, false, true);
    }

    /** Numbers. */
    public static Column number(String title) {
        return new Column(title, true, false);
    }
}
