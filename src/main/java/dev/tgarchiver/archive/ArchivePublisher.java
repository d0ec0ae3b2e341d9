package dev.tgarchiver.archive;

import dev.tgarchiver.download.Publisher;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.storage.FileStore;
import dev.tgarchiver.storage.PathTemplate;
import dev.tgarchiver.storage.RelativePath;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.Stored;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.PendingFile;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Path;

/** Names a file after its post, and puts it into the archive under that name. */
final class ArchivePublisher implements Publisher {

    private final Tracker tracker;
    private final FileStore store;
    private final PathTemplate template;

    ArchivePublisher(Tracker tracker, FileStore store, PathTemplate template) {
        this.tracker = tracker;
        this.store = store;
        this.template = template;
    }

    @Override
    public Stored publish(PendingFile file, Path downloaded) throws StorageFailure, TrackerFailure {
        Post post = tracker.post(file.origin())
                .orElseThrow(() -> new IllegalStateException("no post " + file.origin() + " in the tracker"));
        String directory = tracker.channel(file.origin().chatId())
                .map(ChannelRow::directory)
                .orElseThrow(() -> new IllegalStateException("no channel for " + file.origin()));
        RelativePath path = template.expand(post.withText(tracker.caption(post)), directory);
        return store.publish(downloaded, file.media().size(), path, post.date());
    }
}
