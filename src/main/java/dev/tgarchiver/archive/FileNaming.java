package dev.tgarchiver.archive;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Topic;
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

    /**
     * The path of a file that the post holds, or held when it was archived, unless another file has it. One post's
     * caption holds for its whole album.
     */
    public RelativePath of(Post post, Media media) throws TrackerFailure {
        String directory = tracker.channel(post.id().chatId())
                .map(ChannelRow::directory)
                .orElseThrow(() -> new IllegalStateException("no channel for " + post.id()));
        Post named = post.withMedia(media).withText(tracker.caption(post));
        return template.expand(named, directory, topic(post), role(post, media));
    }

    /** The folder of the post's topic; empty outside topics. */
    private String topic(Post post) throws TrackerFailure {
        long number = post.detail().topic();
        if (number == 0) {
            return "";
        }
        return tracker.topicDirectory(post.id().chatId(), number)
                .orElse(number == Topic.GENERAL ? "General" : "topic " + number);
    }

    /** What the file is in the post; a file that an edit has taken away was the one that made it one of its kind. */
    private static FileRole role(Post post, Media media) {
        boolean main = post.media()
                .filter(own -> own.uniqueId().equals(media.uniqueId()))
                .isPresent();
        return post.detail().attachments().stream()
                .filter(attachment -> !main && attachment.media().uniqueId().equals(media.uniqueId()))
                .map(Attachment::role)
                .findFirst()
                .orElse(FileRole.main(media.kind()));
    }
}
