package dev.tgarchiver.export.lines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.ExportedFiles;
import dev.tgarchiver.export.JsonFields;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.export.PostFacts;
import dev.tgarchiver.export.PostWriter;
import dev.tgarchiver.export.WellFormed;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.Reaction;
import dev.tgarchiver.post.PostReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One JSON object a line, in UTF-8. Fields without a value are left out. */
public final class JsonLinesExport implements PostWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final OutputStream out;
    private final ExportedChat chat;
    private final PeerNames peers;
    private final ExportedFiles files;
    private final boolean raw;

    /**
     * @param out receives UTF-8 in small pieces; stays open
     * @param raw whether each object holds the message as TDLib gave it
     */
    public JsonLinesExport(OutputStream out, ExportedChat chat, PeerNames peers, MediaFolder folder, boolean raw) {
        this.out = out;
        this.chat = chat;
        this.peers = peers;
        this.files = new ExportedFiles(folder);
        this.raw = raw;
    }

    @Override
    public void start() {
        // A line says everything by itself.
    }

    @Override
    public void post(ArchivedPost post) throws IOException {
        out.write(WellFormed.text(MAPPER.writeValueAsString(line(post))).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    @Override
    public void end() {
        // Nothing follows the last line.
    }

    private ObjectNode line(ArchivedPost archived) throws IOException {
        Post post = archived.post();
        PostFacts facts = new PostFacts(archived, chat.channel(), peers);
        JsonFields line = new JsonFields()
                .put("chat_id", post.id().chatId())
                .put("id", post.id().messageId())
                .text("link", facts.link())
                .put("date", PostFacts.utc(post.date()))
                .text("edit_date", post.editDate().map(PostFacts::utc))
                .text("deleted_at", archived.deletedAt().map(PostFacts::utc))
                .put("type", post.type())
                .put("sender_id", facts.senderId())
                .text("sender", facts.sender())
                .text("author", post.author())
                .number("topic_id", post.detail().topic())
                .text("topic", chat.topic(archived))
                .number(
                        "thread_id",
                        PostReader.messageId(archived.message()
                                .path("topic_id")
                                .path("message_thread_id")
                                .longValue()));
        reply(archived, line);
        line.text("forward_from", facts.forwardedFrom())
                .number("forward_from_id", facts.forwardedFromId())
                .number("forward_id", facts.forwardedMessage())
                .text("via_bot", facts.viaBot())
                .text("album_id", post.albumId() == 0 ? "" : Long.toString(post.albumId()))
                .text("text", post.text())
                .filled("entities", post.entities().isEmpty() ? NODES.arrayNode() : MAPPER.readTree(post.entities()))
                .number("views", post.views())
                .number("forwards", post.forwards())
                .number("replies", post.detail().replies())
                .filled("reactions", reactions(post))
                .filled("poll", poll(archived.content().path("poll")))
                .filled("files", files(archived))
                .filled("versions", versions(archived));
        if (!archived.whole()) {
            line.put("whole", false);
        }
        if (raw) {
            line.put("raw", archived.message());
        }
        return line.node();
    }

    private static void reply(ArchivedPost post, JsonFields line) {
        JsonNode reply = post.message().path("reply_to");
        line.number("reply_to", PostReader.messageId(reply.path("message_id").longValue()));
        long other = reply.path("chat_id").longValue();
        if (other != post.post().id().chatId()) {
            line.number("reply_chat_id", other);
        }
        line.text("quote", reply.path("quote").path("text").path("text").asText());
    }

    private static ObjectNode reactions(Post post) {
        JsonFields reactions = new JsonFields();
        for (Reaction reaction : post.detail().reactions()) {
            reactions.put(PostFacts.word(reaction), reaction.total());
        }
        return reactions.node();
    }

    private static ObjectNode poll(JsonNode poll) {
        if (!poll.isObject()) {
            return NODES.objectNode();
        }
        ArrayNode options = NODES.arrayNode();
        for (JsonNode option : poll.path("options")) {
            options.add(new JsonFields()
                    .put("text", option.path("text").path("text").asText())
                    .put("voters", option.path("voter_count").longValue())
                    .node());
        }
        return new JsonFields()
                .put("question", poll.path("question").path("text").asText())
                .put("voters", poll.path("total_voter_count").longValue())
                .put("closed", poll.path("is_closed").booleanValue())
                .put("options", options)
                .node();
    }

    private ArrayNode files(ArchivedPost post) throws IOException {
        ArrayNode list = NODES.arrayNode();
        for (ExportedFiles.Exported file : files.of(post)) {
            list.add(new JsonFields()
                    .put("role", file.role())
                    .put("kind", file.media().kind().key())
                    .text("path", file.path())
                    .text(
                            "archive_path",
                            file.archived().flatMap(archived -> archived.path().map(Object::toString)))
                    .text(
                            "state",
                            file.archived()
                                    .map(archived -> archived.state().name().toLowerCase(Locale.ROOT)))
                    .text("name", file.media().fileName())
                    .text("mime_type", file.media().mimeType())
                    .number("size", file.size())
                    .text("sha256", file.archived().map(archived -> archived.sha256()))
                    .text("unique_id", file.media().uniqueId())
                    .text("performer", file.media().performer())
                    .text("title", file.media().title())
                    .number("duration_seconds", file.media().durationSeconds())
                    .number("width", file.media().width())
                    .number("height", file.media().height())
                    .node());
        }
        return list;
    }

    private static ArrayNode versions(ArchivedPost post) {
        ArrayNode versions = NODES.arrayNode();
        for (ArchivedPost.Earlier earlier : post.earlier()) {
            versions.add(new JsonFields()
                    .text("edit_date", earlier.editDate().map(PostFacts::utc))
                    .put("text", earlier.text())
                    .node());
        }
        return versions;
    }
}
