package dev.tgarchiver.app.posts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tracker.post.PostVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post with all that the archive has of it, or an album, which is one.
 *
 * @param channel in which it is
 * @param name how a command names it
 * @param link to it at Telegram; empty where there are none
 * @param topic the name of its forum topic
 * @param parts the posts of the album, by number; one for other posts
 * @param comments by number
 * @param names of those whom these posts name
 */
public record ShownPost(
        Channel channel,
        String name,
        Optional<String> link,
        Optional<String> topic,
        List<Part> parts,
        List<Part> comments,
        PeerNames names) {

    public ShownPost {
        parts = List.copyOf(parts);
        comments = List.copyOf(comments);
    }

    /**
     * One post.
     *
     * @param post what is read from its message
     * @param message TDLib's {@code message}; made from the columns of an archive that did not keep it otherwise
     * @param whole whether TDLib gave the message
     * @param deletedAt when Telegram was seen to have it no longer
     * @param version how many versions were seen
     * @param replied the post that it replies to, if the archive has it
     * @param files without those that Telegram derives from others
     * @param versions the oldest first; empty unless they are wanted
     */
    public record Part(
            Post post,
            ObjectNode message,
            boolean whole,
            Optional<Instant> deletedAt,
            int version,
            Optional<Post> replied,
            List<File> files,
            List<PostVersion> versions) {

        public Part {
            files = List.copyOf(files);
            versions = List.copyOf(versions);
        }
    }

    /**
     * A file of a post.
     *
     * @param state empty when it is not recorded
     * @param cause why it failed or was skipped, as a word
     * @param path on this disk, while it is stored
     * @param onDisk whether it is there
     */
    public record File(
            FileRole role, Media media, Optional<FileState> state, String cause, Optional<Path> path, boolean onDisk) {}
}
