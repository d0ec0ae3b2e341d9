package dev.tgarchiver.console;

import dev.tgarchiver.console.StatsView.ChannelStats;
import dev.tgarchiver.console.StatsView.Disk;
import dev.tgarchiver.console.StatsView.IdRange;
import dev.tgarchiver.console.StatsView.KindStats;
import dev.tgarchiver.console.StatsView.RunLine;
import dev.tgarchiver.console.StatsView.Totals;
import dev.tgarchiver.model.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values to print. */
final class Samples {

    static final List<ChatLine> CHATS = List.of(
            new ChatLine(-1001234567890L, "@example", "Example channel", Channel.Type.CHANNEL, Optional.of(12_345)),
            new ChatLine(-1009876543210L, "-1009876543210", "漢字 🎵\u001b[2J", Channel.Type.GROUP, Optional.empty()),
            new ChatLine(777, "me", "Saved Messages", Channel.Type.SAVED, Optional.empty()));

    static final StatsView STATS = new StatsView(
            List.of(
                    new ChannelStats(
                            -1001234567890L,
                            "@example",
                            5_000,
                            Optional.of(Instant.parse("2019-01-02T03:04:05Z")),
                            Optional.of(Instant.parse("2026-05-06T07:08:09Z")),
                            List.of(),
                            List.of(
                                    new KindStats("audio", 118, 290_000_000, 0, 2, 1, 16_000_000),
                                    new KindStats("photo", 1_200, 80_000_000, 3, 0, 0, 0)),
                            Map.of("message deleted", 2L)),
                    new ChannelStats(
                            -1009876543210L,
                            "漢字 🎵",
                            70,
                            Optional.empty(),
                            Optional.empty(),
                            List.of(new IdRange(1, 99), new IdRange(120, 120)),
                            List.of(),
                            Map.of())),
            new Totals(5_070, 1_318, 370_000_000, 3, 2, 1, 16_000_000),
            List.of(
                    new RunLine(
                            2,
                            Instant.parse("2026-05-07T10:00:00Z"),
                            Optional.of(Duration.ofSeconds(41)),
                            "some_failed",
                            118,
                            290_000_000,
                            2),
                    new RunLine(1, Instant.parse("2026-05-06T10:00:00Z"), Optional.empty(), "killed", 0, 0, 0)),
            new Disk(370_000_000, 1_000_000, 50_000_000_000L));

    private Samples() {}
}
