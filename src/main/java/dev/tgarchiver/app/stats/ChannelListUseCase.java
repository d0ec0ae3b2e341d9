package dev.tgarchiver.app.stats;

import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists the channels of an archive. Only reads, and may run beside a download. */
public final class ChannelListUseCase {

    private final Configuration configuration;

    /** Lists the channels of this configuration's archive. */
    public ChannelListUseCase(Configuration configuration) {
        this.configuration = configuration;
    }

    /** All channels, in the order in which they were first archived. */
    public List<ListedChannel> run() throws TrackerFailure {
        try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
            Map<Long, ChannelRow> rows =
                    tracker.channels().stream().collect(Collectors.toMap(ChannelRow::chatId, Function.identity()));
            return StatsUseCase.channels(tracker, tracker.stats()).stream()
                    .flatMap(channel -> Optional.ofNullable(rows.get(channel.chatId())).stream()
                            .map(row -> listed(row, channel)))
                    .toList();
        }
    }

    private static ListedChannel listed(ChannelRow row, StatsView.ChannelStats channel) {
        return new ListedChannel(
                ArchivedChannels.name(row),
                row.chatId(),
                row.title(),
                row.type(),
                channel.counts().posts(),
                channel.counts().done().files(),
                channel.counts().done().bytes(),
                channel.lastPost(),
                channel.notWalked().isEmpty(),
                channel.counts().pending().files(),
                channel.counts().failed().files());
    }
}
