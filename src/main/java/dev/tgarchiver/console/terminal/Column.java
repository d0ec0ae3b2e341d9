package dev.tgarchiver.console.terminal;

/**
 * A column of a table.
 *
 * @param title the heading
 * @param right whether its cells stand to the right, as numbers do
 * @param shrinks whether it shrinks when the table is too wide
 * @param optional whether it is left out when that is not enough
 */
public record Column(String title, boolean right, boolean shrinks, boolean optional) {

    /** Text that keeps its width as long as others can shrink. */
    public static Column text(String title) {
        return new Column(title, false, false, false);
    }

    /** Text that is shortened first. */
    public static Column shrinking(String title) {
        return new Column(title, false, true, false);
    }

    /** Text that is shortened first, and left out where the table is still too wide. */
    public static Column optional(String title) {
        return new Column(title, false, true, true);
    }

    /** Numbers that are left out where the table is too wide. */
    public static Column optionalNumber(String title) {
        return new Column(title, true, false, true);
    }

    /** Numbers. */
    public static Column number(String title) {
        return new Column(title, true, false, false);
    }
}
