package dev.tgarchiver.app.imports;

import dev.tgarchiver.desktop.ReadMessage;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.PendingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes nothing, and says what an import would find. */
final class DryRecording implements Recording {

    private final Optional<TrackerReader> tracker;

    /** @param tracker the archive's, if there is an archive */
    DryRecording(Optional<TrackerReader> tracker) {
        this.tracker = tracker;
    }

    @Override
    public Optional<ChannelRow> start(Channel channel) throws TrackerFailure {
        return tracker.isPresent() ? tracker.get().channel(channel.chatId()) : Optional.empty();
    }

    @Override
    public void end(Channel channel) {
        // Nothing was changed.
    }

    @Override
    public void continues(long earlier, long supergroup) {
        // As above.
    }

    @Override
    public Set<PostId> record(long chatId, List<Imported> messages) throws TrackerFailure {
        Set<PostId> unknown = new HashSet<>();
        for (Imported imported : messages) {
            PostId id = imported.message().post().id();
            if (tracker.isEmpty() || tracker.get().post(id).isEmpty()) {
                unknown.add(id);
            }
        }
        return unknown;
    }

    @Override
    public List<PendingFile> missing(ReadMessage message, boolean isNew) throws TrackerFailure {
        Post post = message.post();
        if (!isNew && tracker.isPresent()) {
            return tracker.get().missingFiles(post.id());
        }
        Set<Media> media = new LinkedHashSet<>();
        post.media().ifPresent(media::add);
        post.detail().attachments().stream().map(Attachment::media).forEach(media::add);
        return media.stream()
                .map(file -> new PendingFile(0, post.id(), file, post.date(), 0))
                .toList();
    }

    @Override
    public long adopt(PendingFile file, Path source) throws StorageFailure {
        try {
            long size = Files.size(source);
            if (file.media().size() > 0 && size != file.media().size()) {
                throw new StorageFailure(
                        StorageFailure.Kind.WRONG_SIZE, source, source + " has another size than announced");
            }
            return size;
        } catch (IOException e) {
            throw StorageFailure.of("read", source, e);
        }
    }
}
