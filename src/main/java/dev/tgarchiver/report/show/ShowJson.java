package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.posts.ShownPost;
import dev.tgarchiver.console.terminal.AnsiStyle;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.Reaction;
import dev.tgarchiver.tracker.post.PostVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A post as a JSON object. Scripts rely on its field names. */
public final class ShowJson {

    private final Naming names;

    private ShowJson(Naming names) {
        this.names = names;
    }

    /** The object. */
    public static ObjectNode of(ShownPost shown) {
        ShowJson writer = new ShowJson(new Naming(shown.names()));
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("post", shown.name())
                .put("link", shown.link().orElse(null))
                .put("channel", shown.channel().title())
                .put("chat_id", shown.channel().chatId())
                .put("topic", shown.topic().orElse(null));
        ArrayNode posts = json.putArray("posts");
        shown.parts().forEach(part -> posts.add(writer.post(part)));
        ArrayNode comments = json.putArray("comments");
        shown.comments().forEach(part -> comments.add(writer.post(part)));
        return json;
    }

    private ObjectNode post(ShownPost.Part part) {
        Post post = part.post();
        JsonNode message = part.message();
        JsonNode origin = message.path("forward_info").path("origin");
        long from = origin.path("sender_user_id").longValue()
                + origin.path("sender_chat_id").longValue()
                + origin.path("chat_id").longValue();
        String hidden = origin.path("sender_name").asText();
        long sender = post.detail().sender();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("chat_id", post.id().chatId())
                .put("message_id", post.id().messageId())
                .put("date", time(Optional.of(post.date())))
                .put("edit_date", time(post.editDate()))
                .put("deleted_at", time(part.deletedAt()))
                .put("version", part.version())
                .put("whole", part.whole())
                .put("type", post.type())
                .put("sender_id", sender == 0 ? null : sender)
                .put("sender", names.peers().name(sender).orElse(""))
                .put("author", post.author())
                .put("album_id", post.albumId() == 0 ? null : Long.toString(post.albumId()))
                .put("reply_to", post.replyTo() == 0 ? null : post.replyTo())
                .put(
                        "quote",
                        message.path("reply_to")
                                .path("quote")
                                .path("text")
                                .path("text")
                                .asText())
                .put("forwarded_from_id", from == 0 ? null : from)
                .put(
                        "forwarded_from",
                        hidden.isEmpty() ? names.peers().name(from).orElse("") : hidden)
                .put("text", post.text());
        ArrayNode content = json.putArray("content");
        new ContentLines(names)
                .of(message.path("content"))
                .shown(AnsiStyle.NONE)
                .forEach(content::add);
        json.put("views", post.views())
                .put("forwards", post.forwards())
                .put("replies", post.detail().replies());
        ArrayNode reactions = json.putArray("reactions");
        post.detail().reactions().forEach(reaction -> reactions.add(reaction(reaction)));
        ArrayNode files = json.putArray("files");
        part.files().forEach(file -> files.add(file(file)));
        versions(part, json.putArray("versions"));
        return json;
    }

    private static ObjectNode reaction(Reaction reaction) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", reaction.kind())
                .put("key", reaction.key())
                .put("total", reaction.total());
    }

    private static ObjectNode file(ShownPost.File file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("role", file.role().toString())
                .put("kind", file.media().kind().key())
                .put("name", file.media().fileName())
                .put("size", file.media().size())
                .put("state", file.state().map(FileState::key).orElse(null))
                .put("cause", file.cause())
                .put("path", file.path().map(Object::toString).orElse(null))
                .put("on_disk", file.onDisk());
    }

    private static void versions(ShownPost.Part part, ArrayNode versions) {
        Optional<PostVersion> before = Optional.empty();
        for (PostVersion version : part.versions()) {
            ObjectNode json = versions.addObject()
                    .put("version", version.number())
                    .put("edit_date", time(version.editDate()))
                    .put("last_seen", time(version.seenAt()))
                    .put("text", version.text());
            ArrayNode changed = json.putArray("changed");
            before.ifPresent(last -> VersionLines.changes(last, version).forEach(changed::add));
            before = Optional.of(version);
        }
    }

    private static @Nullable String time(Optional<Instant> moment) {
        return moment.map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString()).orElse(null);
    }
}
