package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.archive.TestArchive;
import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.export.MixedPosts;
import dev.tgarchiver.export.Samples;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.tracker.Tracker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of others read the export of a channel, and count what the archive holds. */
final class ExportReadersIT {

    private static final int POSTS = 50_000;
    private static final int PAGE = 1_000;

    /** What scripts/export-readers ends with when npm is not there. */
    private static final int NO_READERS = 77;

    @TempDir
    private Path folder;

    private long messages;
    private long services;
    private long replies;
    private long edited;
    private long reactions;

    private void archive() throws Exception {
        TestArchive archive = new TestArchive(folder, new FakeTelegram(folder));
        Channel group = new Channel(Samples.CHAT, "News", Optional.of("news"), Channel.Type.GROUP);
        try (Tracker tracker = archive.tracker()) {
            tracker.remember(group, taken -> "news");
            tracker.recordPeers(MixedPosts.senders());
            for (int page = 0; page < POSTS / PAGE; page++) {
                List<Post> posts = new ArrayList<>();
                for (int i = 1; i <= PAGE; i++) {
                    ObjectNode message = MixedPosts.message(page * PAGE + i);
                    count(message);
                    posts.add(PostReader.post(message));
                }
                tracker.recordPosts(Samples.CHAT, posts);
            }
        }
    }

    private void count(ObjectNode message) {
        boolean service = message.path("content").path("@type").asText().equals("messagePinMessage");
        services += service ? 1 : 0;
        messages += service ? 0 : 1;
        replies += !service && message.has("reply_to") ? 1 : 0;
        edited += !service && message.path("edit_date").longValue() > 0 ? 1 : 0;
        for (JsonNode reaction :
                message.path("interaction_info").path("reactions").path("reactions")) {
            reactions += service ? 0 : reaction.path("total_count").longValue();
        }
    }

    private JsonNode read(Path result) throws IOException, InterruptedException {
        Process readers = new ProcessBuilder("scripts/export-readers", result.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String counts = new String(readers.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = readers.waitFor();
        assumeThat(exitCode).as("npm has the readers").isNotEqualTo(NO_READERS);
        assertThat(exitCode).isZero();
        return new ObjectMapper().readTree(counts);
    }

    @Test
    void they_count_the_same_messages_senders_and_reactions() throws Exception {
        archive();
        Path output = folder.resolve("out");
        TestProgram.Ended export = new TestProgram(folder)
                .run("export", "@news", "--format", "telegram", "--media", "none", "--output", output.toString());
        assertThat(export.exitCode()).as("%s", export).isZero();
        JsonNode counts = read(output.resolve("result.json"));

        JsonNode analytics = counts.path("chat_analytics");
        assertThat(analytics.path("messages").longValue()).isEqualTo(messages);
        assertThat(analytics.path("authors").longValue()).isEqualTo(MixedPosts.SENDERS);
        assertThat(analytics.path("replies").longValue()).isEqualTo(replies);
        assertThat(analytics.path("edited").longValue()).isEqualTo(edited);
        assertThat(analytics.path("report").longValue()).isPositive();

        JsonNode parser = counts.path("chat_parser");
        assertThat(parser.path("messages").longValue()).isEqualTo(POSTS);
        assertThat(parser.path("sameTexts").longValue()).isEqualTo(POSTS);
        assertThat(parser.path("participants").longValue()).isEqualTo(MixedPosts.SENDERS);

        JsonNode typed = counts.path("export_parser");
        assertThat(typed.path("messages").longValue()).isEqualTo(messages + services);
        assertThat(typed.path("participants").longValue()).isEqualTo(MixedPosts.SENDERS);
        assertThat(typed.path("reactions").longValue()).isEqualTo(reactions);
        assertThat(typed.path("entities").longValue()).isPositive();
    }
}
