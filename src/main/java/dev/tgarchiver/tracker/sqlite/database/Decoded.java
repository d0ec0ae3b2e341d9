package dev.tgarchiver.tracker.sqlite.database;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.post.MediaKind;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Turns words of the tracker into values. A word that no archiver writes, such as a path that leads out of the archive,
 * counts as damage.
 */
public final class Decoded {

    private Decoded() {}

    public static RelativePath path(SqlRow row, String column) throws SQLException {
        @Nullable String text = row.optionalText(column).orElse(null);
        try {
            if (text != null) {
                return RelativePath.parse(text);
            }
        } catch (IllegalArgumentException e) {
            throw damage("a file's path", text, e);
        }
        throw damage("a file's path", text, null);
    }

    public static MediaKind kind(SqlRow row, String column) throws SQLException {
        @Nullable String text = row.optionalText(column).orElse(null);
        Optional<MediaKind> kind = text == null ? Optional.empty() : MediaKind.of(text);
        if (kind.isPresent()) {
            return kind.get();
        }
        throw damage("a kind of media", text, null);
    }

    public static Channel.Type type(SqlRow row, String column) throws SQLException {
        @Nullable String text = row.optionalText(column).orElse(null);
        try {
            if (text != null) {
                return Channel.Type.valueOf(text.toUpperCase(Locale.ROOT));
            }
        } catch (IllegalArgumentException e) {
            throw damage("a channel's type", text, e);
        }
        throw damage("a channel's type", text, null);
    }

    private static SQLException damage(String what, @Nullable String found, @Nullable Exception cause) {
        SQLiteException damage =
                new SQLiteException("it has \"" + found + "\" as " + what, SQLiteErrorCode.SQLITE_CORRUPT);
        if (cause != null) {
            damage.initCause(cause);
        }
        return damage;
    }
}
