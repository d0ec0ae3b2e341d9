package dev.tgarchiver.report.posts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.posts.SearchHit;
import dev.tgarchiver.tracker.query.FoundPost;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hits as JSON objects. Scripts rely on their field names. */
final class SearchJson {

    private SearchJson() {}

    static ObjectNode of(SearchHit hit) {
        FoundPost post = hit.post();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("post", hit.name())
                .put("link", hit.link().orElse(null))
                .put("chat_id", post.id().chatId())
                .put("message_id", post.id().messageId())
                .put("channel", hit.title())
                .put("date", time(Optional.of(post.date())))
                .put("edit_date", time(post.editDate()))
                .put("deleted_at", time(post.deletedAt()))
                .put("version", post.version())
                .put("type", post.type())
                .put("sender_id", post.sender() == 0 ? null : post.sender())
                .put("sender", post.senderName())
                .put("author", post.author())
                .put("topic", post.topic() == 0 ? null : post.topic())
                .put("text", post.text())
                .put("views", post.counters().views())
                .put("forwards", post.counters().forwards())
                .put("replies", post.counters().replies());
        json.set("file", post.file().map(file -> file(hit, file)).orElse(null));
        ArrayNode hits = json.putArray("hits");
        for (SearchHit.Text text : hit.texts()) {
            ObjectNode one = hits.addObject().put("part", text.part()).put("text", text.text());
            ArrayNode places = one.putArray("places");
            text.places().forEach(place -> places.addArray().add(place.start()).add(place.end()));
        }
        return json;
    }

    private static ObjectNode file(SearchHit hit, FoundPost.File file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", file.kind())
                .put("name", file.name())
                .put("size", file.size())
                .put("state", file.state().key())
                .put("path", hit.file().map(Object::toString).orElse(null));
    }

    private static @Nullable String time(Optional<Instant> moment) {
        return moment.map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString()).orElse(null);
    }
}
