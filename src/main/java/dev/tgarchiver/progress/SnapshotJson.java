package dev.tgarchiver.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.event.EventJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A run's state as JSON: for scripts, and for the process that shows another one's progress. Unknown values are left
 * out; times are ISO 8601, durations milliseconds.
 */
public final class SnapshotJson {

    private SnapshotJson() {}

    /** Writes a state. */
    public static ObjectNode write(ProgressSnapshot run) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "progress")
                .put("time", EventJson.time(run.at()))
                .put("run", run.run())
                .put("elapsed_ms", run.elapsed().toMillis())
                .put("more_files_expected", run.open())
                .put("files_done", run.filesDone())
                .put("files_known", run.filesKnown())
                .put("files_goal", run.filesGoal())
                .put("queued", run.queued())
                .put("bytes_done", run.bytesDone())
                .put("bytes_known", run.bytesKnown())
                .put("failed", run.failed())
                .put("retrying", run.retrying())
                .put("posts_walked", run.postsWalked());
        run.bytesGoal().ifPresent(goal -> json.put("bytes_goal", goal));
        json.put("percent", run.percent());
        run.bytesPerSecond().ifPresent(speed -> json.put("bytes_per_second", Math.round(speed)));
        run.eta().ifPresent(eta -> json.put("eta_ms", eta.toMillis()));
        run.waitUntil().ifPresent(until -> json.put("flood_wait_until", EventJson.time(until)));
        run.walking().ifPresent(walk -> {
            ObjectNode node = json.putObject("walking");
            node.put("channel", walk.label()).put("posts", walk.posts());
            walk.oldest().ifPresent(oldest -> node.put("oldest", EventJson.time(oldest)));
        });
        ArrayNode workers = json.putArray("workers");
        for (ProgressSnapshot.Worker worker : run.workers()) {
            ObjectNode node = workers.addObject().put("worker", worker.name());
            worker.file().ifPresent(file -> {
                node.put("name", file.name())
                        .put("bytes", file.bytes())
                        .put("size", file.size())
                        .put("silent_ms", file.silence().toMillis());
                file.bytesPerSecond().ifPresent(speed -> node.put("bytes_per_second", Math.round(speed)));
            });
        }
        return json;
    }

    /** Reads what {@link #write} wrote; empty when it is something else, such as the first half of it. */
    public static Optional<ProgressSnapshot> read(JsonNode json) {
        if (!json.path("type").asText().equals("progress")) {
            return Optional.empty();
        }
        try {
            List<ProgressSnapshot.Worker> workers = new ArrayList<>();
            json.path("workers").forEach(worker -> workers.add(worker(worker)));
            JsonNode walk = json.path("walking");
            return Optional.of(new ProgressSnapshot(
                    json.path("run").asLong(),
                    Instant.parse(json.path("time").asText()),
                    Duration.ofMillis(json.path("elapsed_ms").asLong()),
                    json.path("more_files_expected").asBoolean(),
                    json.path("files_done").asLong(),
                    json.path("files_known").asLong(),
                    json.path("files_goal").asLong(),
                    json.path("bytes_done").asLong(),
                    json.path("bytes_known").asLong(),
                    json.has("bytes_goal")
                            ? OptionalLong.of(json.path("bytes_goal").asLong())
                            : OptionalLong.empty(),
                    json.path("failed").asLong(),
                    json.path("retrying").asLong(),
                    number(json.path("bytes_per_second")),
                    json.has("eta_ms")
                            ? Optional.of(Duration.ofMillis(json.path("eta_ms").asLong()))
                            : Optional.empty(),
                    List.copyOf(workers),
                    walk.isObject()
                            ? Optional.of(new ProgressSnapshot.Walk(
                                    walk.path("channel").asText(),
                                    walk.path("posts").asLong(),
                                    time(walk.path("oldest"))))
                            : Optional.empty(),
                    json.path("posts_walked").asLong(),
                    time(json.path("flood_wait_until"))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ProgressSnapshot.Worker worker(JsonNode json) {
        Optional<ProgressSnapshot.Current> file = json.has("name")
                ? Optional.of(new ProgressSnapshot.Current(
                        json.path("name").asText(),
                        json.path("bytes").asLong(),
                        json.path("size").asLong(),
                        number(json.path("bytes_per_second")),
                        Duration.ofMillis(json.path("silent_ms").asLong())))
                : Optional.empty();
        return new ProgressSnapshot.Worker(json.path("worker").asText(), file);
    }

    private static OptionalDouble number(JsonNode json) {
        return json.isNumber() ? OptionalDouble.of(json.asDouble()) : OptionalDouble.empty();
    }

    private static Optional<Instant> time(JsonNode json) {
        return json.isTextual() ? Optional.of(Instant.parse(json.asText())) : Optional.empty();
    }
}
