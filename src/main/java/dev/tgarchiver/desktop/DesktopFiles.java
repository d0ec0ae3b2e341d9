package dev.tgarchiver.desktop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.desktop.ReadMessage.State;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import java.util.ArrayList;
import java.util.List;

/** What an export says of the files of a message. */
final class DesktopFiles {

    private DesktopFiles() {}

    static List<ReadMessage.File> of(JsonNode message, Post post) {
        List<ReadMessage.File> files = new ArrayList<>();
        String main = message.has("file")
                ? message.path("file").asText("")
                : message.path("photo").asText("");
        if (post.media().isPresent() && !main.isEmpty()) {
            files.add(file(post.media().map(Media::uniqueId).orElse(""), main));
        }
        for (JsonNode further : message.path("_archiver").path("files")) {
            String uniqueId = further.path("unique_id").asText("");
            if (further.has("path") && !uniqueId.isEmpty()) {
                files.add(file(uniqueId, further.path("path").asText("")));
            }
        }
        return files;
    }

    private static ReadMessage.File file(String uniqueId, String text) {
        State state = state(text);
        return new ReadMessage.File(uniqueId, state, state == State.INCLUDED ? text : "");
    }

    private static State state(String text) {
        if (!text.startsWith("(File ")) {
            return State.INCLUDED;
        }
        return text.startsWith("(File not included")
                ? State.NOT_INCLUDED
                : text.startsWith("(File exceeds") ? State.TOO_LARGE : State.UNAVAILABLE;
    }
}
