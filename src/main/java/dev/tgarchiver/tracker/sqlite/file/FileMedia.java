package dev.tgarchiver.tracker.sqlite.file;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tracker.sqlite.database.Decoded;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;

/** The columns of the table file that describe its media. */
public final class FileMedia {

    private static final String OWN_IDENTITY = "post:";

    /** Of the table file, whose name in the statement is f. */
    public static final String COLUMNS = """
            f.kind, f.unique_id, f.size, f.file_name, f.mime_type, f.performer, f.title, f.duration, f.width,
                f.height""";

    private FileMedia() {}

    /** The identity of a post's media. */
    public static String identity(Post post, Media media) {
        return media.uniqueId().isEmpty() ? OWN_IDENTITY + post.id() : media.uniqueId();
    }

    /** Whether the identity was created here because Telegram gives none. */
    public static boolean isOwnIdentity(String uniqueId) {
        return uniqueId.startsWith(OWN_IDENTITY);
    }

    /** Reads the {@link #COLUMNS}. */
    public static Media read(SqlRow row) throws SQLException {
        String uniqueId = row.text("unique_id");
        return new Media(
                Decoded.kind(row, "kind"),
                isOwnIdentity(uniqueId) ? "" : uniqueId,
                row.number("size"),
                row.text("file_name"),
                row.text("mime_type"),
                row.text("performer"),
                row.text("title"),
                row.integer("duration"),
                row.integer("width"),
                row.integer("height"));
    }
}
