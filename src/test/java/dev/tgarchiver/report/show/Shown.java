package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.posts.ShownPost;
import dev.tgarchiver.console.terminal.AnsiStyle;
import dev.tgarchiver.export.Samples;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Shows messages, as if they were in an archive. */
final class Shown {

    private Shown() {}

    /** The post of a message; its files are on the disk. */
    static ShownPost post(ObjectNode message) {
        Post post = PostReader.recorded(message);
        ShownPost.Part part = new ShownPost.Part(
                post,
                message,
                true,
                Optional.empty(),
                1,
                Optional.empty(),
                post.detail().attachments().stream()
                        .filter(file -> file.role().isOfPost())
                        .map(file -> new ShownPost.File(
                                file.role(),
                                file.media(),
                                Optional.of(FileState.DONE),
                                "",
                                Optional.of(Path.of("/archive", file.media().uniqueId())),
                                true))
                        .toList(),
                List.of());
        return new ShownPost(
                Samples.NEWS.channel(),
                "@news/" + post.id().messageId(),
                Optional.empty(),
                Optional.empty(),
                List.of(part),
                List.of(),
                Samples.PEERS);
    }

    /** The lines of a message with this content. */
    static String of(String type, String content) {
        return of(Samples.message(7, type, content));
    }

    static String of(ObjectNode message) {
        return String.join("\n", ShowReport.lines(post(message)).shown(AnsiStyle.NONE));
    }
}
