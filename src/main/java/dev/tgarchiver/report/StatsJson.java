package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.stats.StatsView;
import dev.tgarchiver.app.stats.StatsView.Changes;
import dev.tgarchiver.app.stats.StatsView.ChannelStats;
import dev.tgarchiver.app.stats.StatsView.Counts;
import dev.tgarchiver.app.stats.StatsView.FailedLine;
import dev.tgarchiver.app.stats.StatsView.Files;
import dev.tgarchiver.app.stats.StatsView.IdRange;
import dev.tgarchiver.event.EventJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link StatsView} as JSON. Scripts rely on its field names. */
final class StatsJson {

    private StatsJson() {}

    static ObjectNode of(StatsView stats) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode channels = json.putArray("channels");
        stats.channels().forEach(channel -> channels.add(of(channel)));
        json.set("totals", counts(stats.totals()).setAll(changes(stats.changes())));
        ArrayNode failures = json.putArray("failures");
        stats.failures().forEach(failure -> failures.add(of(failure)));
        ArrayNode runs = json.putArray("runs");
        stats.runs().forEach(run -> runs.add(RunReport.json(run)));
        json.putObject("disk")
                .put("archive_bytes", stats.disk().archive())
                .put("cache_bytes", stats.disk().cache())
                .put("tracker_bytes", stats.disk().tracker())
                .put("free_bytes", stats.disk().free());
        return json;
    }

    private static ObjectNode of(ChannelStats channel) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("chat_id", channel.chatId())
                .put("label", channel.label())
                .put("first_post", time(channel.firstPost()))
                .put("last_post", time(channel.lastPost()))
                .put("complete", channel.notWalked().isEmpty());
        ArrayNode notWalked = json.putArray("not_walked");
        for (IdRange range : channel.notWalked()) {
            ObjectNode node = notWalked.addObject().put("first", range.first());
            range.last().ifPresentOrElse(last -> node.put("last", last), () -> node.putNull("last"));
        }
        json.setAll(counts(channel.counts()));
        ArrayNode kinds = json.putArray("kinds");
        channel.kinds().forEach(kind -> {
            ObjectNode node = kinds.addObject().put("kind", kind.kind());
            node.setAll(counts(kind.counts()));
        });
        reasons(json.putObject("failed_by_reason"), channel.failed());
        reasons(json.putObject("skipped_by_reason"), channel.skipped());
        json.setAll(changes(channel.changes()));
        reasons(json.putObject("left_out_by_role"), channel.leftOut());
        ProfileText.addTo(json, channel);
        return json;
    }

    private static ObjectNode counts(Counts counts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("posts", counts.posts())
                .put("files", counts.done().files())
                .put("files_known", counts.known())
                .put("bytes", counts.done().bytes())
                .put("pending", counts.pending().files())
                .put("pending_bytes", counts.pending().bytes())
                .put("failed", counts.failed().files())
                .put("failed_bytes", counts.failed().bytes())
                .put("skipped", counts.skipped().files())
                .put("skipped_bytes", counts.skipped().bytes())
                .put("removed", counts.removed().files())
                .put("deduplicated_bytes", counts.deduplicatedBytes());
    }

    private static ObjectNode changes(Changes changes) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("posts_edited", changes.edited())
                .put("posts_deleted", changes.deleted())
                .put("posts_to_read_again", changes.toRead())
                .put("posts_to_complete", changes.toComplete())
                .put("posts_refused", changes.refused())
                .put("posts_unsupported", changes.unsupported());
    }

    private static void reasons(ObjectNode json, Map<String, Files> byReason) {
        byReason.forEach((reason, files) ->
                json.putObject(reason).put("files", files.files()).put("bytes", files.bytes()));
    }

    private static ObjectNode of(FailedLine failure) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("channel", failure.channel())
                .put("chat_id", failure.chatId())
                .put("message_id", failure.messageId())
                .put("kind", failure.kind())
                .put("name", failure.name())
                .put("bytes", failure.bytes())
                .put("cause", failure.cause())
                .put("reason", failure.reason())
                .put("retry_at", time(failure.retryAt()));
    }

    private static @Nullable String time(Optional<Instant> instant) {
        return instant.map(EventJson::time).orElse(null);
    }
}
