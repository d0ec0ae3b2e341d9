package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A channel with files of every kind, from a few hundred bytes to some megabytes, texts between them, albums, and bytes
 * that were posted twice. Some of its posts come only while it is archived.
 */
final class TargetChannel {

    /** Of so many posts, one has a file. */
    private static final int POSTS_PER_FILE = 3;

    /** Of so many files, one is posted while the channel is archived. */
    private static final int FILES_PER_LATE_ONE = 30;

    /** Of so many files, one has the bytes of another. */
    private static final int FILES_PER_TWIN = 25;

    private final Channel channel;
    private final long seed;
    private final Map<Long, Integer> postsByFile = new ConcurrentHashMap<>();
    private final Map<Integer, String> hashes = new ConcurrentHashMap<>();
    private final List<PostDraft> late = new ArrayList<>();

    private TargetChannel(Channel channel, long seed) {
        this.channel = channel;
        this.seed = seed;
    }

    static TargetChannel in(TelegramServer telegram, String name, long seed, int files) {
        TargetChannel target =
                new TargetChannel(telegram.world().channel("Torture " + name).username("torture_" + name), seed);
        int lateFiles = files / FILES_PER_LATE_ONE;
        int first = files - lateFiles;
        target.channel.posts(first * POSTS_PER_FILE, target::draft);
        for (int number = first + 1; number <= files; number++) {
            target.late.add(PostDraft.media(target.media(number)));
        }
        target.posts().forEach(target::know);
        return target;
    }

    private PostDraft draft(int id) {
        int number = id / POSTS_PER_FILE;
        if (id % POSTS_PER_FILE != 0) {
            return PostDraft.text("Text number " + id);
        }
        return PostDraft.media(media(number)).caption("File number " + number);
    }

    private Media media(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        RemoteFile file = RemoteFile.ofSize(size(random, number));
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

    private static long size(Random random, int number) {
        return switch (number % 10) {
            case 0 -> 1 + random.nextInt(2_000);
            case 1, 2, 3, 4, 5 -> 10_000 + random.nextInt(150_000);
            case 6, 7, 8 -> 200_000 + random.nextInt(800_000);
            default -> 1_000_000 + random.nextInt(4_000_000);
        };
    }

    private void know(Post post) {
        Media media = post.media();
        if (media != null) {
            postsByFile.put(media.file().id(), post.id());
            hashes.put(post.id(), media.file().sha256());
        }
    }

    Channel channel() {
        return channel;
    }

    /** Adds one of the posts that come late; false when all have come. */
    boolean postAnother() {
        if (late.isEmpty()) {
            return false;
        }
        know(channel.post(late.remove(0)));
        return true;
    }

    /** The post that holds a file of the server's, by the file's number there. */
    Optional<Integer> postOf(long fileId) {
        return Optional.ofNullable(postsByFile.get(fileId));
    }

    List<Post> posts() {
        return channel.history().ids().stream().map(channel.history()::required).toList();
    }

    /** How many files there are by now. */
    int count() {
        return hashes.size();
    }

    /** The SHA-256 of each file, by the post that holds it. */
    Map<Integer, String> hashes() {
        return Map.copyOf(hashes);
    }
}
