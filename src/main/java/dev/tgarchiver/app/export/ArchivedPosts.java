package dev.tgarchiver.app.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.desktop.DesktopMessages;
import dev.tgarchiver.export.ArchivedFile;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.model.Criterion;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.post.RecordedMessage;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.post.HeldFile;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.query.FoundPost;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads posts and those whom they name as formats need them. Holds some thousand names. For one thread. */
final class ArchivedPosts implements PeerNames {

    private static final int REMEMBERED_PEERS = 10_000;

    private final TrackerReader tracker;

    private final Map<Long, Optional<Peer>> peers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Optional<Peer>> eldest) {
            return size() > REMEMBERED_PEERS;
        }
    };

    ArchivedPosts(TrackerReader tracker) {
        this.tracker = tracker;
    }

    /** A failure of the tracker within a format, which knows none. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient TrackerFailure failure;

        Unreadable(TrackerFailure failure) {
            super(failure);
            this.failure = failure;
        }

        TrackerFailure failure() {
            return failure;
        }
    }

    @Override
    public Optional<Peer> peer(long id) {
        Optional<Peer> known = peers.get(id);
        if (known != null) {
            return known;
        }
        try {
            Optional<Peer> found = id == 0 ? Optional.empty() : tracker.peer(id);
            peers.put(id, found);
            return found;
        } catch (TrackerFailure e) {
            throw new Unreadable(e);
        }
    }

    /** Posts as formats need them. */
    List<ArchivedPost> of(List<FoundPost> posts) throws TrackerFailure {
        Map<Long, List<Long>> numbers = new HashMap<>();
        for (FoundPost post : posts) {
            numbers.computeIfAbsent(post.id().chatId(), chat -> new ArrayList<>())
                    .add(post.id().messageId());
        }
        Map<PostId, List<HeldFile>> files = new HashMap<>();
        for (Map.Entry<Long, List<Long>> chat : numbers.entrySet()) {
            tracker.heldFiles(chat.getKey(), chat.getValue())
                    .forEach((number, held) -> files.put(new PostId(chat.getKey(), number), held));
        }
        List<ArchivedPost> archived = new ArrayList<>();
        for (FoundPost post : posts) {
            archived.add(of(post, files.getOrDefault(post.id(), List.of())));
        }
        return archived;
    }

    private ArchivedPost of(FoundPost post, List<HeldFile> held) throws TrackerFailure {
        Map<String, ArchivedFile> files = new HashMap<>();
        held.forEach(file -> files.put(file.uniqueId(), file(file)));
        ObjectNode message = message(post);
        return new ArchivedPost(
                PostReader.recorded(message),
                message,
                post.message().isPresent(),
                post.deletedAt(),
                earlier(post),
                files);
    }

    private ObjectNode message(FoundPost post) throws TrackerFailure {
        if (post.message().isPresent()) {
            return RawMessages.read(post.message().get());
        }
        Optional<byte[]> imported = tracker.imported(post.id());
        if (imported.isPresent()) {
            long chatId = post.id().chatId();
            return new DesktopMessages(chatId, ZoneId.systemDefault()).tdlib(RawMessages.read(imported.get()), chatId);
        }
        return RecordedMessage.of(
                tracker.post(post.id()).orElseThrow(() -> new IllegalStateException("no post " + post.id())));
    }

    private List<ArchivedPost.Earlier> earlier(FoundPost post) throws TrackerFailure {
        if (post.version() <= 1) {
            return List.of();
        }
        List<PostVersion> versions = tracker.versions(post.id());
        List<ArchivedPost.Earlier> earlier = new ArrayList<>();
        for (PostVersion version : versions.subList(0, Math.max(0, versions.size() - 1))) {
            earlier.add(new ArchivedPost.Earlier(version.editDate(), version.text()));
        }
        return earlier;
    }

    private static ArchivedFile file(HeldFile file) {
        ArchivedFile.State state =
                switch (file.state()) {
                    case DONE -> ArchivedFile.State.STORED;
                    case FAILED -> ArchivedFile.State.UNAVAILABLE;
                    case SKIPPED ->
                        file.cause().equals(Criterion.MAX_SIZE.key())
                                ? ArchivedFile.State.TOO_LARGE
                                : ArchivedFile.State.NOT_INCLUDED;
                    case PENDING, REMOVED -> ArchivedFile.State.NOT_INCLUDED;
                };
        return new ArchivedFile(file.uniqueId(), state, file.path(), file.size(), file.sha256());
    }
}
