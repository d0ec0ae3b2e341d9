package dev.tgarchiver.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.event.Event.FileRef;
import dev.tgarchiver.model.Channel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Events as JSON objects. Scripts rely on their field names. */
public final class EventJson {

    private EventJson() {}

    /** One event, at its time. */
    public static ObjectNode of(Event event, Instant time) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", event.type()).put("time", time(time));
        if (event instanceof Event.RunStarted started) {
            json.put("run", started.run());
            started.channels().forEach(json.putArray("channels")::add);
            started.posts().forEach(json.putArray("posts")::add);
            json.put("workers", started.workers())
                    .put("pending_files", started.pendingFiles())
                    .put("pending_bytes", started.pendingBytes())
                    .put("max_files", started.limit().files())
                    .put("max_bytes", started.limit().bytes());
        } else if (event instanceof Event.ChannelStarted started) {
            channel(json, started.channel());
        } else if (event instanceof Event.PageWalked page) {
            channel(json, page.channel())
                    .put("posts", page.posts())
                    .put("files", page.files())
                    .put("bytes", page.bytes())
                    .put("oldest", time(page.oldest()));
        } else if (event instanceof Event.PostsReadAgain again) {
            channel(json, again.channel())
                    .put("posts", again.posts())
                    .put("edited", again.edited())
                    .put("deleted", again.deleted())
                    .put("files", again.files())
                    .put("bytes", again.bytes());
        } else if (event instanceof Event.WalkFinished walked) {
            channel(json, walked.channel()).put("posts", walked.posts());
        } else if (event instanceof Event.ChannelFailed failed) {
            json.put("name", failed.name()).put("reason", failed.reason());
        } else if (event instanceof Event.PostFailed failed) {
            json.put("link", failed.link()).put("reason", failed.reason());
        } else if (event instanceof Event.FileStarted started) {
            file(json, started.worker(), started.file());
        } else if (event instanceof Event.FileProgress progress) {
            file(json, progress.worker(), progress.file()).put("bytes", progress.bytes());
        } else if (event instanceof Event.FileDone done) {
            file(json, done.worker(), done.file())
                    .put("path", done.path())
                    .put("bytes", done.bytes())
                    .put("took_ms", done.took().toMillis());
        } else if (event instanceof Event.FileRetry retry) {
            file(json, retry.worker(), retry.file())
                    .put("reason", retry.reason())
                    .put("attempt", retry.attempt())
                    .put("next", time(retry.next()));
        } else if (event instanceof Event.FilePostponed postponed) {
            file(json, postponed.worker(), postponed.file()).put("reason", postponed.reason());
        } else if (event instanceof Event.FileFailed failed) {
            file(json, failed.worker(), failed.file())
                    .put("cause", failed.cause().key())
                    .put("reason", failed.reason());
        } else if (event instanceof Event.FileReplaced replaced) {
            file(json, replaced.worker(), replaced.file())
                    .put("reason", replaced.reason())
                    .put("files", replaced.files())
                    .put("bytes", replaced.bytes());
        } else if (event instanceof Event.FloodWait wait) {
            json.put("length_ms", wait.length().toMillis()).put("until", time(wait.until()));
        } else if (event instanceof Event.Notice notice) {
            json.put("level", word(notice.level())).put("text", notice.text());
        } else if (event instanceof Event.RunFinished finished) {
            json.put("outcome", word(finished.outcome()))
                    .put("posts", finished.posts())
                    .put("edited", finished.edited())
                    .put("deleted", finished.deleted())
                    .put("files", finished.files())
                    .put("bytes", finished.bytes())
                    .put("failed", finished.failed())
                    .put("channels_failed", finished.channelsFailed())
                    .put("pending", finished.pending())
                    .put(
                            "next_attempt",
                            finished.nextAttempt().map(EventJson::time).orElse(null))
                    .put("kept_files", finished.kept().files())
                    .put("kept_bytes", finished.kept().bytes())
                    .put("failed_earlier", finished.retries().earlier())
                    .put(
                            "retry_at",
                            finished.retries().next().map(EventJson::time).orElse(null))
                    .put("limit", finished.limit().map(Reached::setting).orElse(null))
                    .put("took_ms", finished.took().toMillis());
        }
        return json;
    }

    private static ObjectNode channel(ObjectNode json, Channel channel) {
        ObjectNode node = json.putObject("channel");
        node.put("chat_id", channel.chatId())
                .put("title", channel.title())
                .put("username", channel.username().orElse(null))
                .put("type", word(channel.type()));
        return json;
    }

    private static ObjectNode file(ObjectNode json, String worker, FileRef file) {
        json.put("worker", worker)
                .putObject("file")
                .put("id", file.id())
                .put("chat_id", file.post().chatId())
                .put("message_id", file.post().messageId())
                .put("kind", file.kind().key())
                .put("size", file.size())
                .put("name", file.name());
        return json;
    }

    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** ISO 8601 in UTC, to the millisecond. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
