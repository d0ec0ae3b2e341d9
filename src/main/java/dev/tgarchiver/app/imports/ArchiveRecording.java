package dev.tgarchiver.app.imports;

import dev.tgarchiver.archive.ArchivePublisher;
import dev.tgarchiver.desktop.ReadMessage;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.TopicChange;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.naming.ChannelDirectory;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.ImportedPost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records an import in the archive. */
final class ArchiveRecording implements Recording {

    private static final int REMEMBERED_PEERS = 10_000;

    private final Tracker tracker;
    private final ArchivePublisher publisher;

    private final Map<Long, Boolean> knownPeers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > REMEMBERED_PEERS;
        }
    };

    ArchiveRecording(Tracker tracker, ArchivePublisher publisher) {
        this.tracker = tracker;
        this.publisher = publisher;
    }

    @Override
    public Optional<ChannelRow> start(Channel channel) throws TrackerFailure {
        Optional<ChannelRow> known = tracker.channel(channel.chatId());
        ChannelRow row = known.isPresent()
                ? known.get()
                : tracker.remember(channel, taken -> ChannelDirectory.choose(channel, taken));
        tracker.keepSelection(channel.chatId());
        return Optional.of(row);
    }

    @Override
    public void end(Channel channel) throws TrackerFailure {
        Optional<ChannelRow> row = tracker.channel(channel.chatId());
        if (channel.username().isPresent()
                && row.isPresent()
                && row.get().username().isEmpty()) {
            ChannelRow unused = tracker.remember(channel, taken -> row.get().directory());
        }
    }

    @Override
    public void continues(long earlier, long supergroup) throws TrackerFailure {
        ChannelRow unused = tracker.continueHistory(earlier, supergroup);
        tracker.keepSelection(earlier);
    }

    @Override
    public Set<PostId> record(long chatId, List<Imported> messages) throws TrackerFailure {
        List<Peer> peers = new ArrayList<>();
        List<TopicChange> topics = new ArrayList<>();
        List<ImportedPost> posts = new ArrayList<>();
        for (Imported imported : messages) {
            ReadMessage message = imported.message();
            for (Peer peer : message.peers()) {
                if (knownPeers.put(peer.id(), true) == null
                        && tracker.peer(peer.id()).isEmpty()) {
                    peers.add(peer);
                }
            }
            posts.add(new ImportedPost(
                    message.post(),
                    imported.json(),
                    message.earlier().stream()
                            .map(earlier -> new ImportedPost.Earlier(earlier.editDate(), earlier.text()))
                            .toList(),
                    message.deletedAt()));
        }
        if (!peers.isEmpty()) {
            tracker.recordPeers(peers);
        }
        Set<PostId> recorded = tracker.recordImported(chatId, posts);
        for (Imported imported : messages) {
            if (recorded.contains(imported.message().post().id())) {
                imported.message().topic().ifPresent(topics::add);
            }
        }
        if (!topics.isEmpty()) {
            tracker.recordTopicChanges(chatId, topics);
        }
        return recorded;
    }

    @Override
    public List<PendingFile> missing(ReadMessage message, boolean isNew) throws TrackerFailure {
        return tracker.missingFiles(message.post().id());
    }

    @Override
    public long adopt(PendingFile file, Path source) throws StorageFailure, TrackerFailure {
        Stored stored = publisher.publish(file, source);
        boolean unused = tracker.importFile(file.id(), stored, Time.SYSTEM.now());
        return stored.size();
    }
}
