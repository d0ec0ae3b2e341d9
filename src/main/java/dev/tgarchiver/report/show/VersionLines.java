package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tgarchiver.console.LocalTimeText;
import dev.tgarchiver.post.AttachedFiles;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.tracker.post.PostVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The versions of a post, the oldest first, with what changed from each to the next. */
final class VersionLines {

    /** Fields of a message that are not about what it says. */
    private static final Set<String> OTHERWISE = Set.of("content", "interaction_info", "edit_date", "custom_emoji");

    private VersionLines() {}

    static Lines of(List<PostVersion> versions) {
        Lines lines = new Lines();
        Optional<PostVersion> before = Optional.empty();
        for (PostVersion version : versions) {
            lines.gap()
                    .line(
                            "Version " + version.number()
                                    + version.editDate()
                                            .map(date -> ", edited " + LocalTimeText.minute(date))
                                            .orElse("")
                                    + version.seenAt()
                                            .map(date -> ", last seen " + LocalTimeText.minute(date))
                                            .orElse(""),
                            Lines.BOLD);
            if (before.isEmpty()) {
                lines.line(version.text());
            } else {
                PostVersion last = before.get();
                lines.labelled("Changed", String.join(", ", changes(last, version)));
                difference(last.text(), version.text(), lines);
            }
            before = Optional.of(version);
        }
        return lines;
    }

    /** What differs between two versions: fields of the content, files, or other fields of the message. */
    static List<String> changes(PostVersion before, PostVersion after) {
        JsonNode old = message(before);
        JsonNode now = message(after);
        if (old.isMissingNode() || now.isMissingNode()) {
            return before.text().equals(after.text()) ? List.of() : List.of("text");
        }
        Set<String> changes = new LinkedHashSet<>();
        JsonNode oldContent = old.path("content");
        JsonNode content = now.path("content");
        if (!oldContent.path("@type").equals(content.path("@type"))) {
            changes.add("kind");
        }
        boolean files = !files(old).equals(files(now));
        for (String field : fields(oldContent, content)) {
            JsonNode one = oldContent.path(field);
            JsonNode other = content.path(field);
            boolean hasFile =
                    other.toString().contains("\"remote\"") || one.toString().contains("\"remote\"");
            if (!field.equals("@type") && !one.equals(other) && (!hasFile || files)) {
                changes.add(words(field));
            }
        }
        if (files) {
            changes.add("files");
        }
        for (String field : fields(old, now)) {
            if (!OTHERWISE.contains(field) && !old.path(field).equals(now.path(field))) {
                changes.add(words(field));
            }
        }
        return new ArrayList<>(changes);
    }

    private static JsonNode message(PostVersion version) {
        return version.json()
                .<JsonNode>map(json -> RawMessages.read(json.getBytes(StandardCharsets.UTF_8)))
                .orElse(MissingNode.getInstance());
    }

    private static Set<String> fields(JsonNode one, JsonNode other) {
        Set<String> fields = new TreeSet<>();
        one.fieldNames().forEachRemaining(fields::add);
        other.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static List<String> files(JsonNode message) {
        return AttachedFiles.of(message).stream()
                .filter(file -> file.role().isOfPost())
                .map(file -> file.role() + " " + file.media().uniqueId())
                .toList();
    }

    private static String words(String field) {
        return field.equals("reply_markup") ? "buttons" : field.replace('_', ' ');
    }

    /** The lines that are gone, and those that are new, at their places. */
    private static void difference(String before, String after, Lines lines) {
        if (before.equals(after)) {
            return;
        }
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        for (LineDifference.Line line : LineDifference.of(old, now)) {
            lines.line(List.of(
                    new Lines.Part(line.sign() + " " + line.text(), line.sign() == ' ' ? Lines.DIM : Lines.PLAIN)));
        }
    }
}
