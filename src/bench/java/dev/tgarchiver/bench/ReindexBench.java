package dev.tgarchiver.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * {@code archiver reindex} on posts that are recorded whole, and of which nothing has to be corrected: three quarters texts of
 * 200 characters, one quarter photos in three sizes. Whole processes are timed.
 */
final class ReindexBench {

    private static final int TARGET = 20_000;
    private static final int PAGE = 100;
    private static final int PHOTO_EVERY = 4;
    private static final long CHAT = -1_000_000_000_001L;

    private static final String MESSAGE = """
            {"@type":"message","id":%d,"sender_id":{"@type":"messageSenderChat","chat_id":%d},"chat_id":%d,"is_outgoing":false,
            "is_pinned":false,"is_from_offline":false,"can_be_saved":true,"has_timestamped_media":true,"is_channel_post":true,
            "is_paid_star_suggested_post":false,"contains_unread_mention":false,"date":%d,"edit_date":0,"interaction_info":
            {"@type":"messageInteractionInfo","view_count":%d,"forward_count":3},"unread_reactions":[],"media_album_id":"0",
            "author_signature":"","content":%s}""";
    private static final String TEXT = """
            {"@type":"messageText","text":{"@type":"formattedText","text":"%s","entities":[{"@type":"textEntity","offset":0,
            "length":8,"type":{"@type":"textEntityTypeBold"}}]}}""";
    private static final String PHOTO = """
            {"@type":"messagePhoto","photo":{"@type":"photo","has_stickers":false,"sizes":[%s,%s,%s]},"caption":
            {"@type":"formattedText","text":"%s","entities":[]},"show_caption_above_media":false,"has_spoiler":false,
            "is_secret":false}""";
    private static final String SIZE = """
            {"@type":"photoSize","type":"%s","photo":{"@type":"file","id":0,"size":%d,"expected_size":%d,"local":
            {"@type":"localFile"},"remote":{"@type":"remoteFile","id":"","unique_id":"%s"}},"width":%d,"height":%d,
            "progressive_sizes":[]}""";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Random random = new Random(1);

    private ReindexBench() {}

    /** Arguments: a folder to work in, the built distribution, how many posts, and how many rounds. */
    public static void main(String[] arguments) throws Exception {
        int posts = Integer.parseInt(arguments[2]);
        double[] rates = new double[Integer.parseInt(arguments[3])];
        try (TelegramServer telegram = TelegramServer.start();
                Trial trial = Trial.in(Path.of(arguments[0]), new Distribution(Path.of(arguments[1])), telegram)) {
            new ReindexBench().make(trial.archiver().tracker(), posts);
            System.out.printf(
                    "%d posts, %d bytes each in the tracker%n",
                    posts, Files.size(trial.archiver().tracker()) / posts);
            for (int round = 0; round < rates.length; round++) {
                double seconds = trial.command("reindex").toMillis() / 1e3;
                rates[round] = posts / seconds;
                System.out.printf(Locale.ROOT, "%.1f s, %.0f posts/s%n", seconds, rates[round]);
            }
        }
        Figures rate = new Figures(rates);
        System.out.printf("%nbench reindex: %s posts/s, %s%n", rate, verdict(rate.median()));
    }

    private static String verdict(double rate) {
        return (rate >= TARGET ? "at least " : "less than ") + TARGET;
    }

    private void make(Path file, int posts) throws IOException, TrackerFailure {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Tracker tracker = SqliteTracker.open(file)) {
            tracker.remember(new Channel(CHAT, "Bench", Optional.of("bench"), Channel.Type.CHANNEL), taken -> "Bench");
            for (int newest = posts; newest > 0; newest -= PAGE) {
                int oldest = Math.max(1, newest - PAGE + 1);
                List<Post> page = new ArrayList<>();
                for (int id = newest; id >= oldest; id--) {
                    page.add(post(id));
                }
                tracker.recordPage(CHAT, page, new IdRange(oldest == 1 ? 0 : oldest, posts));
            }
            tracker.checkpoint();
        }
    }

    private Post post(int id) throws JsonProcessingException {
        String content = id % PHOTO_EVERY == 0
                ? PHOTO.formatted(size("m", 320, 180), size("x", 800, 450), size("y", 1280, 720), words(100))
                : TEXT.formatted(words(200));
        String json = MESSAGE.formatted(
                (long) id << 20, CHAT, CHAT, 1_600_000_000 + id * 60L, random.nextInt(100_000), content);
        return PostReader.post((ObjectNode) MAPPER.readTree(json));
    }

    private String size(String type, int width, int height) {
        int bytes = width * height / 8 + random.nextInt(10_000);
        return SIZE.formatted(type, bytes, bytes, "AQAD" + word(14), width, height);
    }

    private String words(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(word(3 + random.nextInt(8))).append(' ');
        }
        return text.substring(0, length);
    }

    private String word(int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
