package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.archive.TestArchive;
import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.export.MixedPosts;
import dev.tgarchiver.export.Samples;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.tracker.Tracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export that is killed leaves the earlier export, or none, and never a part. */
final class ExportKillIT {

    private static final int POSTS = 20_000;
    private static final int KILLS = 12;

    /** About how long an export takes from its start to its end, so that kills hit all of it. */
    private static final int LASTS_MILLIS = 4_000;

    @TempDir
    private Path folder;

    private Path output() {
        return folder.resolve("out");
    }

    private Process export(String format) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("archiver.dist", "target/archiver"), "bin", "archiver")
                                .toString(),
                        "export",
                        "@news",
                        "--config",
                        folder.resolve("config.yaml").toString(),
                        "--format",
                        format,
                        "--output",
                        output().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("export.log").toFile())
                .start();
    }

    private void archive() throws Exception {
        TestArchive archive = new TestArchive(folder, new FakeTelegram(folder));
        new TestProgram(folder).template("{channel}/{id}_{name}");
        try (Tracker tracker = archive.tracker()) {
            tracker.remember(Samples.NEWS.channel(), taken -> "news");
            for (int page = 0; page < POSTS / 1000; page++) {
                List<Post> posts = new ArrayList<>();
                for (int i = 1; i <= 1000; i++) {
                    posts.add(PostReader.post(MixedPosts.message(page * 1000L + i)));
                }
                tracker.recordPosts(Samples.CHAT, posts);
            }
        }
    }

    private void assertWhole() throws IOException {
        JsonNode result =
                new ObjectMapper().readTree(output().resolve("result.json").toFile());
        assertThat(result.path("messages")).hasSize(POSTS);
        try (Stream<Path> files = Files.list(output())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("result.json", ".archiver-export");
        }
    }

    @Test
    void the_place_has_a_whole_export_or_none() throws Exception {
        archive();
        Random random = new Random(5);
        boolean ended = false;
        for (int kill = 0; kill < KILLS; kill++) {
            Process export = export("telegram");
            boolean exited = export.waitFor(random.nextInt(LASTS_MILLIS), TimeUnit.MILLISECONDS);
            export.destroyForcibly().waitFor();
            ended |= exited;
            if (Files.exists(output())) {
                assertWhole();
                ended = true;
            } else {
                // Between two renames the earlier one has another name for a moment.
                assertThat(!ended || Files.exists(folder.resolve("out.replaced")))
                        .isTrue();
            }
        }
        assertThat(export("telegram").waitFor()).isZero();
        assertWhole();
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("out."));
        }
    }
}
