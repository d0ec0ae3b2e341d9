package dev.tgarchiver.console.progress;

import dev.tgarchiver.app.run.RunLine;
import dev.tgarchiver.app.stats.StatsView;
import dev.tgarchiver.app.stats.StatsView.Changes;
import dev.tgarchiver.app.stats.StatsView.ChannelStats;
import dev.tgarchiver.app.stats.StatsView.Counts;
import dev.tgarchiver.app.stats.StatsView.Disk;
import dev.tgarchiver.app.stats.StatsView.FailedLine;
import dev.tgarchiver.app.stats.StatsView.Files;
import dev.tgarchiver.app.stats.StatsView.IdRange;
import dev.tgarchiver.app.stats.StatsView.KindStats;
import dev.tgarchiver.app.stats.StatsView.Profile;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.report.ChatLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Values to print. */
public final class Samples {

    public static final List<ChatLine> CHATS = List.of(
            new ChatLine(-1001234567890L, "@example", "Example channel", Channel.Type.CHANNEL, Optional.of(12_345)),
            new ChatLine(-1009876543210L, "-1009876543210", "漢字 🎵\u001b[2J", Channel.Type.GROUP, Optional.empty()),
            new ChatLine(777, "me", "Saved Messages", Channel.Type.SAVED, Optional.empty()));

    public static final StatsView STATS = new StatsView(
            List.of(
                    new ChannelStats(
                            -1001234567890L,
                            "@example",
                            Optional.of(Instant.parse("2019-01-02T03:04:05Z")),
                            Optional.of(Instant.parse("2026-05-06T07:08:09Z")),
                            List.of(),
                            counts(5_000, 1_318, 370_000_000, 3, 2, 1, 16_000_000),
                            List.of(
                                    new KindStats("audio", counts(121, 118, 290_000_000, 0, 2, 1, 16_000_000)),
                                    new KindStats("photo", counts(1_203, 1_200, 80_000_000, 3, 0, 0, 0)),
                                    new KindStats("text", counts(3_676, 0, 0, 0, 0, 0, 0))),
                            Map.of("gone", new Files(2, 5_000_000)),
                            Map.of("max_size", new Files(1, 2_000_000)),
                            new Changes(12, 7, 300, 5, 2, 1),
                            Map.of("thumbnail", new Files(1_300, 26_000_000)),
                            Optional.of(new Profile(
                                    "Example channel",
                                    List.of("example", "sample"),
                                    "For\nexample \u001b[2J",
                                    40_000,
                                    12_345,
                                    -1001234567891L,
                                    List.of(7L, 3L),
                                    true,
                                    Instant.parse("2026-05-06T07:08:09Z"))),
                            List.of("@instance", "Instance"),
                            List.of(-4711L)),
                    new ChannelStats(
                            -1009876543210L,
                            "漢字 🎵",
                            Optional.empty(),
                            Optional.empty(),
                            List.of(
                                    new IdRange(1, OptionalLong.of(99)),
                                    new IdRange(120, OptionalLong.of(120)),
                                    new IdRange(200, OptionalLong.empty())),
                            counts(70, 0, 0, 0, 0, 0, 0),
                            List.of(),
                            Map.of(),
                            Map.of(),
                            Changes.NONE,
                            Map.of(),
                            Optional.empty(),
                            List.of(),
                            List.of())),
            counts(5_070, 1_318, 370_000_000, 3, 2, 1, 16_000_000),
            new Changes(12, 7, 300, 5, 2, 1),
            List.of(new FailedLine(
                    "@example",
                    -1001234567890L,
                    4_711,
                    "audio",
                    "a\u001b[2J.mp3",
                    2_000_000,
                    "gone",
                    "The post is gone.",
                    Optional.empty())),
            List.of(
                    new RunLine(
                            2,
                            Instant.parse("2026-05-07T10:00:00Z"),
                            Optional.of(Duration.ofSeconds(41)),
                            "some_failed",
                            130,
                            4,
                            3,
                            118,
                            290_000_000,
                            2,
                            "download @example"),
                    new RunLine(
                            1,
                            Instant.parse("2026-05-06T10:00:00Z"),
                            Optional.empty(),
                            "killed",
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            "download")),
            new Disk(370_000_000, 1_000_000, 300_000, 50_000_000_000L),
            5);

    private Samples() {}

    private static Counts counts(
            long posts, long files, long bytes, long pending, long failed, long skipped, long deduplicated) {
        return new Counts(
                posts,
                new Files(files, bytes),
                new Files(pending, 1_000_000 * pending),
                new Files(failed, 2_500_000 * failed),
                new Files(skipped, 2_000_000 * skipped),
                Files.NONE,
                deduplicated);
    }
}
