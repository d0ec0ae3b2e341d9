package dev.tgarchiver.archive;

import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;

/** Says where a post's file goes. Computes only, from what the tracker knows. */
public record FileNaming(TrackerReader tracker, PathTemplate template) {

    /** The post, which the tracker knows. */
    public Post post(PostId id) throws TrackerFailure {
        return tracker.post(id).orElseThrow(() -> new IllegalStateException("no post " + id + " in the tracker"));
    }

    /** The path of a file that the post held when it was archived, though an edit may have replaced it since. */
    public RelativePath of(Post post, Media media) throws TrackerFailure {
        return of(post.withMedia(media));
    }

    /** The path of the post's file, unless another file has it. One post's caption holds for its whole album. */
    public RelativePath of(Post post) throws TrackerFailure {
        String directory = tracker.channel(post.id().chatId())
                .map(ChannelRow::directory)
                .orElseThrow(() -> new IllegalStateException("no channel for " + post.id()));
        return template.expand(post.withText(tracker.caption(post)), directory);
    }
}
