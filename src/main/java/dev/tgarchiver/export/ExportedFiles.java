package dev.tgarchiver.export;

import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.Media;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the files of posts into one folder of an export, {@code media}, each under the post's number and its own name.
 *
 * @param folder where they go
 */
public record ExportedFiles(MediaFolder folder) {

    private static final String FOLDER = "media";

    /**
     * A file of a post.
     *
     * @param role what it is in the post
     * @param archived what the archive has of it; empty when it does not know it
     * @param path in the export; empty when it is not in it
     */
    public record Exported(
            String role, boolean isMain, Media media, Optional<ArchivedFile> archived, Optional<String> path) {

        /** Bytes on the disk, or as announced; 0 when unknown. */
        public long size() {
            return archived.map(ArchivedFile::size).filter(size -> size > 0).orElse(media.size());
        }
    }

    /** The files of a post that the archive knows, the main one first. Those that it has are in the export then. */
    public List<Exported> of(ArchivedPost post) throws IOException {
        List<Exported> files = new ArrayList<>();
        for (Attachment attachment : post.post().detail().attachments()) {
            Media media = attachment.media();
            Optional<ArchivedFile> archived = Optional.ofNullable(post.files().get(media.uniqueId()));
            boolean main = post.post().media().filter(media::equals).isPresent()
                    && files.stream().noneMatch(Exported::isMain);
            if (!main && archived.isEmpty()) {
                continue;
            }
            Optional<String> path = Optional.empty();
            if (archived.isPresent() && archived.get().state() == ArchivedFile.State.STORED) {
                path = folder.put(
                        archived.get(), FOLDER, post.post().id().messageId() + "_" + name(archived.get(), media));
            }
            Exported file = new Exported(attachment.role().toString(), main, media, archived, path);
            files.add(main ? 0 : files.size(), file);
        }
        return files;
    }

    private static String name(ArchivedFile file, Media media) {
        return media.fileName().isEmpty()
                ? file.path().map(path -> path.name()).orElse(media.kind().key())
                : media.fileName();
    }
}
