package dev.tgarchiver.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tgarchiver.app.check.Finding;
import dev.tgarchiver.app.export.ExportResult;
import dev.tgarchiver.app.imports.ImportProblem;
import dev.tgarchiver.app.imports.ImportResult;
import dev.tgarchiver.app.maintenance.VerifyOrder;
import dev.tgarchiver.app.maintenance.VerifyResult;
import dev.tgarchiver.app.posts.Mentions;
import dev.tgarchiver.app.posts.ShownPost;
import dev.tgarchiver.app.run.DryRunView;
import dev.tgarchiver.app.run.RepairResult;
import dev.tgarchiver.app.stats.ListedChannel;
import dev.tgarchiver.archive.audit.Audit;
import dev.tgarchiver.console.progress.Samples;
import dev.tgarchiver.export.ExportFormat;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostDetail;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.PostThread;
import dev.tgarchiver.model.post.Reaction;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.progress.SnapshotJson;
import dev.tgarchiver.report.posts.ChannelListReport;
import dev.tgarchiver.report.posts.MentionsReport;
import dev.tgarchiver.report.show.ShowJson;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.post.ReindexCounts;
import dev.tgarchiver.tracker.post.Walked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts rely on the fields of each object, so the reference names every one. */
class JsonReferenceTest {

    static Stream<Arguments> objects() {
        List<DryRunView.Part> parts = List.of(new DryRunView.Part("audio", 1, 2));
        return Stream.of(
                Arguments.of("**`archiver stats --json`**", StatsJson.of(Samples.STATS)),
                Arguments.of(
                        "**`archiver list --json`**",
                        ChannelListReport.json(new ListedChannel(
                                "@name", -1, "News", Channel.Type.CHANNEL, 1, 1, 1, Optional.empty(), true, 0, 0))),
                Arguments.of("**`archiver show POST --json`**", ShowJson.of(shown())),
                Arguments.of(
                        "**`archiver links --json`**",
                        MentionsReport.json(Mentions.Kind.SENDER, new Mentions.Mention("a", 1, 1, Instant.EPOCH))),
                Arguments.of("**`archiver chats --json`**", ChatList.json(Samples.CHATS.get(0))),
                Arguments.of("**`archiver forget @name --json`**", new ForgetJson().json()),
                Arguments.of("**`archiver reindex --json`**", reindex()),
                Arguments.of(
                        "**`archiver export --json`**",
                        ExportReport.object(
                                ExportFormat.CSV,
                                new ExportResult(List.of(
                                        new ExportResult.OfChannel("@name", -1, Path.of("posts.csv"), 1, 1, 1, 0))))),
                Arguments.of(
                        "**`archiver import --json`**",
                        ImportReport.object(new ImportResult(
                                Path.of("result.json"),
                                List.of(new ImportResult.OfChat(
                                        "@name",
                                        -1,
                                        "News",
                                        1,
                                        1,
                                        1,
                                        1,
                                        Map.of(ImportProblem.Kind.TOO_LARGE, 1L),
                                        List.of(new ImportProblem(ImportProblem.Kind.TOO_LARGE, 1, "")))),
                                Optional.empty(),
                                false))),
                Arguments.of("**`archiver verify --audit --json`**", audit()),
                Arguments.of("**`archiver progress --json`**", SnapshotJson.write(running())),
                Arguments.of(
                        "With `--dry-run`",
                        DryRunReport.json(
                                new DryRunView(1, 2, parts, parts, 1, Duration.ZERO, 1, true, Duration.ZERO, 0, 0))),
                Arguments.of(
                        "**`archiver verify --json`**",
                        VerifyReport.json(new VerifyResult(
                                FileTotals.NONE,
                                List.of(),
                                0,
                                RepairResult.NONE,
                                new VerifyOrder(List.of(), false, false)))),
                Arguments.of(
                        "**`archiver doctor --json`**",
                        FindingsReport.json(List.of(new Finding("a", Finding.Status.OK, "b", "c")), 0)),
                Arguments.of("**A command that fails**", new ErrorReport(1, List.of("a"), Optional.empty()).json()));
    }

    private static ShownPost shown() {
        Media file = new Media(MediaKind.AUDIO, "a", 1, "", "", "", "", 0, 0, 0);
        PostVersion version = new PostVersion(1, Optional.empty(), Optional.empty(), "", Optional.empty());
        Post post = new Post(
                        new PostId(-1, 1),
                        Instant.EPOCH,
                        Optional.empty(),
                        "text",
                        "",
                        "",
                        0,
                        0,
                        0,
                        0,
                        "",
                        Optional.empty())
                .withDetail(new PostDetail(
                        0,
                        0,
                        PostThread.NONE,
                        0,
                        List.of(new Reaction("emoji", "a", 1)),
                        List.of(),
                        Set.of(),
                        Optional.empty()));
        return new ShownPost(
                new Channel(-1, "News", Optional.empty(), Channel.Type.CHANNEL),
                "-1/1",
                Optional.empty(),
                Optional.empty(),
                List.of(new ShownPost.Part(
                        post,
                        JsonNodeFactory.instance.objectNode(),
                        true,
                        Optional.empty(),
                        1,
                        Optional.empty(),
                        List.of(new ShownPost.File(
                                FileRole.main(MediaKind.AUDIO), file, Optional.empty(), "", Optional.empty(), false)),
                        List.of(version))),
                List.of(),
                id -> Optional.empty());
    }

    private static JsonNode audit() {
        ArrayNode findings = JsonNodeFactory.instance.arrayNode();
        findings.add(AuditReport.json(new Audit.Finding(1, Audit.Gap.MISSED, "text", "", 0, "", "why")));
        Channel channel = new Channel(-1, "News", Optional.empty(), Channel.Type.CHANNEL);
        ChannelRow row = new ChannelRow(
                channel.chatId(),
                "News",
                Optional.empty(),
                List.of(),
                channel.type(),
                "News",
                Walked.of(List.of()),
                9,
                List.of(),
                List.of());
        Audit.Result result =
                new Audit.Result(1, 9, 9, 8, 7, 2, 1, 1, 0, List.of(new IdRange(3, 4)), Map.of(Audit.Gap.MISSED, 1L));
        return AuditReport.json(row, result, findings);
    }

    private static ProgressSnapshot running() {
        ProgressSnapshot.Current file =
                new ProgressSnapshot.Current("a.mp3", 1, 2, OptionalDouble.of(3), Duration.ofSeconds(1));
        return new ProgressSnapshot(
                1,
                Instant.EPOCH,
                Duration.ofSeconds(1),
                true,
                1,
                2,
                3,
                4,
                5,
                OptionalLong.of(6),
                7,
                8,
                OptionalDouble.of(9),
                Optional.of(Duration.ofSeconds(10)),
                List.of(new ProgressSnapshot.Worker("worker_1", Optional.of(file))),
                Optional.of(new ProgressSnapshot.Walk("@news", 11, Optional.of(Instant.EPOCH))),
                12,
                Optional.of(Instant.EPOCH));
    }

    private static JsonNode reindex() {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        messages.add(ReindexReport.message(new PostId(1, 2), "a"));
        return ReindexReport.json(ReindexCounts.NONE, messages);
    }

    @ParameterizedTest
    @MethodSource("objects")
    void the_reference_names_every_field(String heading, JsonNode json) throws Exception {
        String page = Files.readString(Path.of("src/docs/reference/json.md"));
        String rest = page.substring(page.indexOf(heading));
        int next = rest.indexOf("\n**", 1);
        String section = next < 0 ? rest : rest.substring(0, next);
        for (String field : fields(json)) {
            assertThat(section).containsPattern("(?<![a-z_])" + field + "(?![a-z_])");
        }
    }

    /** Those of the objects within it, too; what is keyed by causes has no fields of its own. */
    private static List<String> fields(JsonNode json) {
        List<String> fields = new ArrayList<>();
        json.properties().forEach(field -> {
            fields.add(field.getKey());
            if (!field.getKey().endsWith("_by_reason")) {
                fields.addAll(fields(field.getValue()));
            }
        });
        json.forEach(element -> {
            if (json.isArray()) {
                fields.addAll(fields(element));
            }
        });
        return fields;
    }
}
