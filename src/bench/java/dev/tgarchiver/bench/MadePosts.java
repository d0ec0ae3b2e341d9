package dev.tgarchiver.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Texts in five languages: half of them Russian-like with endings, a fifth English-like, the others Chinese, Arabic and
 * Japanese. Words are as frequent as in languages: few very, most seldom. Always the same ones.
 */
final class MadePosts {

    static final long CHAT = -1_000_000_000_001L;

    /** A word of two characters that some texts have. */
    static final String HAN_WORD = "修复";

    private static final int VOCABULARY = 20_000;
    private static final int WORDS = 30;
    private static final String[] ENDINGS = {"", "а", "ы", "ами", "ов", "ой", "у", "ость", "остями"};

    private long textBytes;

    void remember(Tracker tracker) throws TrackerFailure {
        tracker.remember(new Channel(CHAT, "Bench", Optional.of("bench"), Channel.Type.CHANNEL), taken -> "Bench");
    }

    /** Posts from {@code newest} downwards. */
    List<Post> page(int newest, int posts) {
        List<Post> page = new ArrayList<>();
        for (int id = newest; id > Math.max(0, newest - posts); id--) {
            String text = text(id);
            textBytes += text.getBytes(StandardCharsets.UTF_8).length;
            page.add(PostReader.post(message(id, text)));
        }
        return page;
    }

    /** UTF-8 bytes of the texts so far. */
    long textBytes() {
        return textBytes;
    }

    private static ObjectNode message(int id, String text) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("@type", "message")
                .put("id", (long) id << 20)
                .put("chat_id", CHAT)
                .put("date", 1_500_000_000 + id * 60L);
        message.putObject("sender_id").put("@type", "messageSenderChat").put("chat_id", CHAT);
        message.putObject("content")
                .put("@type", "messageText")
                .putObject("text")
                .put("@type", "formattedText")
                .put("text", text)
                .putArray("entities");
        return message;
    }

    String text(int id) {
        Random random = new Random(id);
        int language = random.nextInt(10);
        StringBuilder text = new StringBuilder(200);
        for (int i = 0; i < WORDS; i++) {
            int word = (int) (VOCABULARY * Math.pow(random.nextDouble(), 4));
            text.append(word(language, word, random)).append(language == 7 || language == 8 ? "" : " ");
            if (i % 12 == 11) {
                text.append(". ");
            }
        }
        if (language == 7 && id % 50 == 0) {
            text.append(HAN_WORD);
        }
        return text.toString();
    }

    private static String word(int language, int number, Random random) {
        if (language < 5) {
            return letters('а', 32, number) + ENDINGS[random.nextInt(ENDINGS.length)];
        }
        if (language < 7) {
            return letters('a', 26, number);
        }
        if (language == 7) {
            return "" + (char) (0x4e00 + number % 3_000) + (char) (0x5000 + number / 7);
        }
        return language == 8
                ? "" + (char) (0x3042 + number % 80) + (char) (0x4e00 + number % 2_000)
                : letters('ا', 20, number);
    }

    private static String letters(char first, int alphabet, int number) {
        Random random = new Random(number * 31L);
        StringBuilder word = new StringBuilder();
        for (int length = 3 + random.nextInt(7); length > 0; length--) {
            word.append((char) (first + random.nextInt(alphabet)));
        }
        return word.toString();
    }

    /** A query: a word of any frequency, two words, or a piece of Chinese. */
    String query(int number) {
        Random random = new Random(number);
        int language = number % 5 == 0 ? 7 : number % 2 == 0 ? 0 : 5;
        String word = word(language, random.nextInt(VOCABULARY), random);
        return number % 7 == 0 ? word + " " + word(language, random.nextInt(200), random) : word;
    }
}
