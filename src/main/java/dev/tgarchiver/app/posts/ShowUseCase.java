package dev.tgarchiver.app.posts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.ArchivedChannels.PostReference;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.export.PostLinks;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.NamedPeers;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.post.RecordedMessage;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.post.HeldFile;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.query.FoundPost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads single posts. Only reads, and may run beside a download. */
public final class ShowUseCase {

    /** An album has at most ten posts, with consecutive numbers. */
    private static final int ALBUM_REACH = 10;

    private static final int NEAR = 1_000;

    private final Configuration configuration;

    /** Reads posts of this configuration's archive. */
    public ShowUseCase(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * The post, with the others of its album.
     *
     * @throws InvalidRequest when it does not name a post, or its channel is not in the archive
     * @throws NoAccess when the archive does not have the post
     */
    public ShownPost run(ShowOrder order) throws InvalidRequest, NoAccess, TrackerFailure {
        try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
            PostReference wanted = ArchivedChannels.post(tracker.channels(), order.post());
            return new Reading(tracker, order.versions()).of(wanted, order);
        }
    }

    /** Reads a post and what belongs to it; remembers those whom they name. */
    private final class Reading {
        private final TrackerReader tracker;
        private final boolean versions;
        private final Map<Long, Peer> peers = new HashMap<>();

        Reading(TrackerReader tracker, boolean versions) {
            this.tracker = tracker;
            this.versions = versions;
        }

        ShownPost of(PostReference wanted, ShowOrder order) throws NoAccess, TrackerFailure {
            ChannelRow row = wanted.channel();
            FoundPost post = find(wanted);
            List<ShownPost.Part> parts = new ArrayList<>();
            for (FoundPost each : order.album() ? album(post) : List.of(post)) {
                parts.add(part(each));
            }
            List<ShownPost.Part> comments = new ArrayList<>();
            if (order.comments()) {
                for (ShownPost.Part each : parts) {
                    for (PostId comment : tracker.comments(each.post().id())) {
                        Optional<FoundPost> found = whole(comment);
                        if (found.isPresent()) {
                            comments.add(part(found.get()));
                        }
                    }
                }
            }
            long number = parts.get(0).post().id().messageId();
            return new ShownPost(
                    row.channel(),
                    ArchivedChannels.name(row) + "/" + number,
                    PostLinks.of(row.channel(), number),
                    topic(parts.get(0).post()),
                    parts,
                    comments,
                    id -> Optional.ofNullable(peers.get(id)));
        }

        private FoundPost find(PostReference wanted) throws NoAccess, TrackerFailure {
            for (long chat : wanted.channel().chats()) {
                Optional<FoundPost> found = whole(new PostId(chat, wanted.number()));
                if (found.isPresent()) {
                    return found.get();
                }
            }
            String name = ArchivedChannels.name(wanted.channel());
            throw new NoAccess("The archive has no post " + wanted.number() + " of " + name + "."
                    + nearest(wanted)
                            .map(near -> " The nearest is " + name + "/" + near + ".")
                            .orElse("")
                    + " Its posts: archiver list " + name);
        }

        private Optional<Long> nearest(PostReference wanted) throws TrackerFailure {
            long number = wanted.number();
            return tracker.standings(wanted.channel().chatId(), Math.max(1, number - NEAR), number + NEAR).stream()
                    .map(PostStatus::messageId)
                    .min(Comparator.comparingLong(id -> Math.abs(id - number)));
        }

        private Optional<FoundPost> whole(PostId id) throws TrackerFailure {
            return tracker.numbered(id.chatId(), id.messageId(), id.messageId()).stream()
                    .findFirst();
        }

        private List<FoundPost> album(FoundPost post) throws TrackerFailure {
            PostId id = post.id();
            long album = album(id);
            if (album == 0) {
                return List.of(post);
            }
            List<FoundPost> posts = new ArrayList<>();
            for (FoundPost other : tracker.numbered(
                    id.chatId(), Math.max(1, id.messageId() - ALBUM_REACH), id.messageId() + ALBUM_REACH)) {
                if (album(other.id()) == album) {
                    posts.add(other);
                }
            }
            return posts;
        }

        private long album(PostId id) throws TrackerFailure {
            return tracker.post(id).map(Post::albumId).orElse(0L);
        }

        private ShownPost.Part part(FoundPost found) throws TrackerFailure {
            ObjectNode message = found.message().isPresent()
                    ? RawMessages.read(found.message().get())
                    : RecordedMessage.of(tracker.post(found.id()).orElseThrow());
            Post post = PostReader.recorded(message);
            Optional<Post> replied = post.replyTo() == 0
                    ? Optional.empty()
                    : tracker.post(new PostId(post.id().chatId(), post.replyTo()));
            name(NamedPeers.of(message));
            if (replied.isPresent()) {
                name(List.of(replied.get().detail().sender()));
            }
            long number = found.id().messageId();
            return new ShownPost.Part(
                    post,
                    message,
                    found.message().isPresent(),
                    found.deletedAt(),
                    found.version(),
                    replied,
                    files(
                            post,
                            tracker.heldFiles(found.id().chatId(), List.of(number))
                                    .getOrDefault(number, List.of())),
                    versions ? tracker.versions(found.id()) : List.of());
        }

        private void name(Iterable<Long> ids) throws TrackerFailure {
            for (long id : ids) {
                if (!peers.containsKey(id)) {
                    tracker.peer(id).ifPresent(peer -> peers.put(id, peer));
                }
            }
        }

        private List<ShownPost.File> files(Post post, List<HeldFile> held) {
            Map<String, HeldFile> known = new HashMap<>();
            held.forEach(file -> known.putIfAbsent(file.uniqueId(), file));
            List<ShownPost.File> files = new ArrayList<>();
            for (Attachment attachment : post.detail().attachments()) {
                HeldFile file = known.get(attachment.media().uniqueId());
                if (attachment.role().isOfPost()) {
                    Optional<Path> path = Optional.ofNullable(file)
                            .flatMap(HeldFile::path)
                            .map(name -> configuration.download().outputDir().resolve(name.toString()));
                    files.add(new ShownPost.File(
                            attachment.role(),
                            attachment.media(),
                            Optional.ofNullable(file).map(HeldFile::state),
                            file == null ? "" : file.cause(),
                            path,
                            path.filter(Files::exists).isPresent()));
                }
            }
            return files;
        }

        private Optional<String> topic(Post post) throws TrackerFailure {
            long topic = post.detail().topic();
            return topic == 0
                    ? Optional.empty()
                    : Optional.of(tracker.topics(post.id().chatId()).stream()
                            .filter(known -> known.topic().number() == topic)
                            .map(known -> known.topic().name())
                            .findFirst()
                            .orElse(Long.toString(topic)));
        }
    }
}
