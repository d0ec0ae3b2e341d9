package dev.tgarchiver.export.lines;

import dev.tgarchiver.export.ArchivedFile;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.ExportedFiles;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.export.PostFacts;
import dev.tgarchiver.export.PostWriter;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A table after RFC 4180 with a head, in UTF-8. A post is a row, with the file that makes it one of its type. */
public final class CsvExport implements PostWriter {

    /** The columns, in their order. */
    public static final List<String> COLUMNS = List.of(
            "chat_id",
            "id",
            "link",
            "date",
            "edit_date",
            "deleted_at",
            "type",
            "sender_id",
            "sender",
            "author",
            "topic_id",
            "topic",
            "reply_to",
            "forward_from",
            "forward_from_id",
            "forward_id",
            "via_bot",
            "album_id",
            "text",
            "views",
            "forwards",
            "replies",
            "reactions",
            "versions",
            "files",
            "file",
            "file_name",
            "mime_type",
            "size",
            "sha256",
            "duration_seconds",
            "width",
            "height");

    private final OutputStream out;
    private final ExportedChat chat;
    private final PeerNames peers;
    private final ExportedFiles files;

    /** @param out receives UTF-8 in small pieces; stays open */
    public CsvExport(OutputStream out, ExportedChat chat, PeerNames peers, MediaFolder folder) {
        this.out = out;
        this.chat = chat;
        this.peers = peers;
        this.files = new ExportedFiles(folder);
    }

    @Override
    public void start() throws IOException {
        CsvRow head = new CsvRow();
        COLUMNS.forEach(head::text);
        write(head);
    }

    @Override
    public void post(ArchivedPost archived) throws IOException {
        Post post = archived.post();
        PostFacts facts = new PostFacts(archived, chat.channel(), peers);
        CsvRow row = new CsvRow()
                .number(post.id().chatId())
                .number(post.id().messageId())
                .text(facts.link())
                .text(PostFacts.utc(post.date()))
                .text(post.editDate().map(PostFacts::utc))
                .text(archived.deletedAt().map(PostFacts::utc))
                .text(post.type())
                .number(facts.senderId())
                .text(facts.sender())
                .text(post.author())
                .known(post.detail().topic())
                .text(chat.topic(archived))
                .known(post.replyTo())
                .text(facts.forwardedFrom())
                .known(facts.forwardedFromId())
                .known(facts.forwardedMessage())
                .text(facts.viaBot())
                .known(post.albumId())
                .text(post.text())
                .number(post.views())
                .number(post.forwards())
                .number(post.detail().replies())
                .text(facts.reactions())
                .number(archived.earlier().size() + 1);
        List<ExportedFiles.Exported> all = files.of(archived);
        row.number(all.size());
        Optional<ExportedFiles.Exported> main =
                all.stream().filter(ExportedFiles.Exported::isMain).findFirst();
        Optional<Media> media = main.map(ExportedFiles.Exported::media);
        row.text(main.flatMap(file -> file.path().or(() -> archivePath(file))))
                .text(media.map(Media::fileName))
                .text(media.map(Media::mimeType))
                .known(main.map(ExportedFiles.Exported::size).orElse(0L))
                .text(main.flatMap(ExportedFiles.Exported::archived).map(ArchivedFile::sha256))
                .known(media.map(Media::durationSeconds).orElse(0))
                .known(media.map(Media::width).orElse(0))
                .known(media.map(Media::height).orElse(0));
        write(row);
    }

    @Override
    public void end() {
        // Nothing follows the last row.
    }

    private static Optional<String> archivePath(ExportedFiles.Exported file) {
        return file.archived().flatMap(ArchivedFile::path).map(Object::toString);
    }

    private void write(CsvRow row) throws IOException {
        out.write(row.toString().getBytes(StandardCharsets.UTF_8));
    }
}
