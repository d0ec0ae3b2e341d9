package dev.tgarchiver.tracker.sqlite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.IndexedTexts;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.file.FileMedia;
import dev.tgarchiver.tracker.sqlite.file.FileTable;
import dev.tgarchiver.tracker.sqlite.post.TextTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A post, read again from its raw message, beside what is recorded of it.
 *
 * @param message the raw message
 * @param attachments those of its files that have rows
 */
record Reprojection(RecordedPost recorded, Post post, JsonNode message, List<Attachment> attachments) {

    /**
     * Reads a post again.
     *
     * @param derived whether files have rows that Telegram derives from others
     * @throws IllegalArgumentException when its raw message cannot be read, or is another post's
     */
    static Reprojection of(PostId id, RecordedPost recorded, byte[] body, RawCodec codec, boolean derived) {
        JsonNode message = RawMessages.read(codec.unpack(body));
        Post post = PostReader.recorded(message);
        if (!post.id().equals(id)) {
            throw new IllegalArgumentException("the raw message of post " + post.id());
        }
        // What was chosen by an earlier selection, or may even be stored, stays as long as the post has it.
        Set<FileRole> held =
                recorded.attachments().stream().map(AttachmentTable.Row::role).collect(Collectors.toSet());
        return new Reprojection(
                recorded, post, message, AttachmentTable.of(post, role -> derived || held.contains(role)));
    }

    /** Whether something else is recorded. */
    boolean differs() {
        return !recorded.columns().equals(PostColumns.of(post)) || !hasSameMain() || !hasSameAttachments();
    }

    private Optional<String> identity() {
        return post.media().map(media -> FileMedia.identity(post, media));
    }

    private boolean hasSameMain() {
        return identity().equals(recorded.identity());
    }

    private boolean hasSameAttachments() {
        if (attachments.size() != recorded.attachments().size()) {
            return false;
        }
        for (int i = 0; i < attachments.size(); i++) {
            AttachmentTable.Row row = recorded.attachments().get(i);
            if (!row.role().equals(attachments.get(i).role())
                    || !row.uniqueId().equals(attachments.get(i).media().uniqueId())) {
                return false;
            }
        }
        return true;
    }

    /** Records the post as it was read. */
    void write(Sql sql, SelectionTable selection) throws SQLException {
        long key = recorded.key();
        PostColumns now = PostColumns.of(post);
        boolean judgeAgain = !hasSameMain() || !now.isJudgedAs(recorded.columns());
        FileTable.Found main = FileTable.NO_FILE;
        if (post.media().isPresent()) {
            main = FileTable.findOrAdd(sql, post, post.media().get(), key);
        }
        String skip = judgeAgain ? selection.judge(post) : recorded.skip();
        now.write(sql, key, main.id(), skip);
        TextTable.put(sql, key, post, IndexedTexts.of(message));
        List<FileTable.Found> files = new ArrayList<>();
        files.add(main);
        if (judgeAgain || !hasSameAttachments()) {
            files.addAll(AttachmentTable.replace(
                    sql, key, recorded.attachments(), post, attachments, selection, judgeAgain));
            settle(sql, key, files, selection);
        }
    }

    private void settle(Sql sql, long key, List<FileTable.Found> files, SelectionTable selection) throws SQLException {
        Set<Long> before = new HashSet<>();
        recorded.file().ifPresent(before::add);
        recorded.attachments().forEach(row -> before.add(row.file()));
        for (FileTable.Found file : files) {
            if (file.id() != null && !before.contains(file.id())) {
                FileTable.gained(sql, file, key);
            }
            selection.settle(file, "");
            selection.settle(file.id());
        }
        before.removeAll(
                files.stream().map(FileTable.Found::id).filter(Objects::nonNull).collect(Collectors.toSet()));
        for (long gone : before) {
            FileTable.left(sql, gone, null, key);
            selection.settle(gone);
        }
    }
}
