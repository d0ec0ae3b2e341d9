package dev.tgarchiver.torture;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.PostKinds;
import dev.tgarchiver.localtelegram.PostKinds.PostKind;
import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.MediaKind;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A channel with texts, with files of every kind, from a few hundred bytes to some megabytes, with bytes that were posted
 * twice, and with posts of all contents that a channel has, many with several files. Some of its posts come only while it
 * is archived; then others are edited or deleted. Remembers what every post has been. The program's side reads it from
 * other threads; one changes it.
 */
final class TargetChannel {

    /** Of so many files, one is posted while the channel is archived. */
    private static final int FILES_PER_LATE_ONE = 30;

    /** Of so many files, one has the bytes of another. */
    private static final int FILES_PER_TWIN = 25;

    /** A set of all kinds uses so many ids. */
    private static final int SET = 1000;

    private static final long FIRST_ID = 100_000_000;

    private final Channel channel;
    private final long seed;
    private final Cast cast;
    private final Random random;
    private final Deque<PostKind> kinds = new ArrayDeque<>();
    private final Map<Long, PostFile> filesById = new ConcurrentHashMap<>();

    /** The files of each post that is there. */
    private final Map<Integer, Set<PostFile>> files = new TreeMap<>();

    /** What each post has said, the latest last; those that were deleted, too. */
    private final Map<Integer, List<String>> texts = new LinkedHashMap<>();

    private final Set<Integer> deleted = new TreeSet<>();
    private final Set<Integer> edited = new TreeSet<>();
    private long nextSet;
    private int number;
    private int lateFiles;

    private TargetChannel(Channel channel, long seed, Cast cast) {
        this.channel = channel;
        this.seed = seed;
        this.cast = cast;
        random = new Random(seed);
        nextSet = FIRST_ID + channel.id() % SET * 1_000_000;
    }

    static TargetChannel in(TelegramServer telegram, Cast cast, String name, long seed, int files) {
        TargetChannel target =
                new TargetChannel(telegram.world().channel("Torture " + name).username("torture_" + name), seed, cast);
        target.lateFiles = files / FILES_PER_LATE_ONE;
        while (target.filesById.size() < files - target.lateFiles) {
            target.post(PostDraft.text("Text number " + target.number));
            target.postMedia();
            target.postKind();
        }
        return target;
    }

    private void postMedia() {
        number++;
        know(post(PostDraft.media(media()).caption("File number " + number)));
    }

    /** A post of the next kind; the posts of an album follow each other. */
    private void postKind() {
        if (kinds.isEmpty()) {
            List<PostKind> set = PostKinds.ofChannel(nextSet, cast.friend(), cast.bot(), cast.other());
            nextSet += SET;
            int album = names(set).indexOf("album, first");
            List<PostKind> others = new ArrayList<>(set);
            List<PostKind> pair = List.copyOf(set.subList(album, album + 2));
            others.removeAll(pair);
            Collections.shuffle(others, random);
            kinds.addAll(others);
            kinds.addAll(pair);
        }
        PostKind kind = kinds.remove();
        know(post(PostDraft.raw(kind.raw())), kind);
    }

    private static List<String> names(List<PostKind> set) {
        return set.stream().map(PostKind::name).toList();
    }

    private Post post(PostDraft draft) {
        Post post = channel.post(draft);
        files.put(post.id(), new HashSet<>());
        texts.put(post.id(), new ArrayList<>(List.of(post.text())));
        return post;
    }

    private void know(Post post) {
        know(post.id(), Objects.requireNonNull(post.media()).file());
    }

    private void know(Post post, PostKind kind) {
        kind.files().forEach((role, id) -> {
            PostFile file = new PostFile(post.id(), kind.file(role).sha256());
            filesById.put(id, file);
            files.computeIfAbsent(post.id(), unused -> new HashSet<>()).add(file);
        });
    }

    private void know(int post, RemoteFile file) {
        PostFile known = new PostFile(post, file.sha256());
        filesById.put(file.id(), known);
        files.computeIfAbsent(post, unused -> new HashSet<>()).add(known);
    }

    private Media media() {
        RemoteFile file = RemoteFile.ofSize(size());
        if (number % FILES_PER_TWIN == 0) {
            // Two uploads of the same bytes.
            file = RemoteFile.ofSize(400_000).withContent(seed + number / (2L * FILES_PER_TWIN));
        }
        return switch (number % 7) {
            case 0 -> Media.photo(RemoteFile.ofSize(20_000 + random.nextInt(200_000)));
            case 1 -> Media.video("film " + number + ".mp4", file);
            case 2 -> Media.voice(file);
            case 3 -> Media.videoNote(file);
            case 4 -> Media.animation("loop " + number + ".mp4", file);
            case 5 -> Media.audio("Artist", "Song " + number, file);
            default -> Media.document("paper " + number + ".pdf", file);
        };
    }

    private long size() {
        return switch (number % 10) {
            case 0 -> 1 + random.nextInt(2_000);
            case 1, 2, 3, 4, 5 -> 10_000 + random.nextInt(150_000);
            case 6, 7, 8 -> 200_000 + random.nextInt(800_000);
            default -> 1_000_000 + random.nextInt(4_000_000);
        };
    }

    Channel channel() {
        return channel;
    }

    /** Adds one of the posts that come late; false when all have come. */
    boolean postAnother() {
        if (lateFiles == 0) {
            return false;
        }
        lateFiles--;
        if (random.nextBoolean()) {
            postMedia();
        } else {
            postKind();
        }
        return true;
    }

    /** Edits the text of a post, gives one other media, and deletes one. */
    void change() {
        number++;
        List<Integer> photos = files.keySet().stream().filter(this::isPlain).toList();
        if (photos.size() < 3) {
            return;
        }
        int reworded = any(photos);
        Post before = channel.history().required(reworded);
        Media media = before.media();
        PostDraft draft = media == null ? PostDraft.text("") : PostDraft.media(media);
        edit(reworded, draft.caption("Edit number " + number));

        int replaced = any(photos);
        files.put(replaced, new HashSet<>());
        long id = nextSet++;
        TlObject document = tl("document").set("id", id).set("size", 30_000L).set("mime_type", "application/pdf");
        TlObject holder = tl("messageMediaDocument").set("document", document);
        edit(
                replaced,
                PostDraft.raw(
                        tl("message").set("message", "Media number " + number).set("media", holder)));
        know(replaced, RemoteFile.of(id, 30_000));

        int gone = any(List.copyOf(files.keySet()));
        channel.history().delete(gone);
        files.remove(gone);
        deleted.add(gone);
    }

    private void edit(int id, PostDraft draft) {
        Post post = channel.history().edit(id, draft);
        edited.add(id);
        texts.computeIfAbsent(id, unused -> new ArrayList<>()).add(post.text());
    }

    /** Whether it is not given as a TL object, and has a text or may have one. */
    private boolean isPlain(int id) {
        Post post = channel.history().required(id);
        return post.raw() == null && !post.holds(MediaKind.VIDEO_NOTE);
    }

    private int any(List<Integer> ids) {
        return Objects.requireNonNull(ids.get(random.nextInt(ids.size())));
    }

    /** A file of the server's, by its number there. */
    Optional<PostFile> file(long id) {
        return Optional.ofNullable(filesById.get(id));
    }

    /** The files of all posts that are there. */
    Set<PostFile> files() {
        Set<PostFile> all = new HashSet<>();
        files.values().forEach(all::addAll);
        return all;
    }

    /** Every file that was ever posted. */
    Set<PostFile> everyFile() {
        return Set.copyOf(filesById.values());
    }

    /** How many files there are by now. */
    int count() {
        return files().size();
    }

    /** What a post has said so far, the latest last. */
    List<String> texts(int post) {
        return texts.getOrDefault(post, List.of());
    }

    /** The posts that were deleted. */
    Set<Integer> deleted() {
        return deleted;
    }

    /** Whether a post is not as it was when it came. */
    boolean isChanged(int post) {
        return deleted.contains(post) || edited.contains(post);
    }
}
