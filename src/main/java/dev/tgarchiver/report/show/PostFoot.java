package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.app.posts.ShownPost;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.export.PostFacts;
import dev.tgarchiver.model.post.Post;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is below a post's text: the preview of its link, buttons, reactions, and how often it was seen. */
record PostFoot(ShownPost.Part part) {

    Lines preview() {
        Lines lines = new Lines();
        JsonNode preview = part.message().path("content").path("link_preview");
        if (preview.isObject()) {
            Lines inner = new Lines()
                    .line(preview.path("site_name").asText(), Lines.DIM)
                    .line(preview.path("title").asText(), Lines.BOLD)
                    .formatted(preview.path("description"))
                    .labelled("By", preview.path("author").asText())
                    .line(preview.path("url").asText());
            lines.indented("| ", inner);
        }
        return lines;
    }

    Lines lines() {
        Lines lines = new Lines();
        buttons(part.message().path("reply_markup").path("rows"), lines);
        lines.line(reactions());
        lines.line(counters(), Lines.DIM);
        JsonNode check = part.message().path("fact_check").path("text");
        lines.headed("Fact check: ", new Lines().formatted(check));
        lines.labelled(
                "Restricted",
                part.message()
                        .path("restriction_info")
                        .path("restriction_reason")
                        .asText());
        return lines;
    }

    private static void buttons(JsonNode rows, Lines lines) {
        for (JsonNode row : rows) {
            List<Lines.Part> parts = new ArrayList<>();
            for (JsonNode button : row) {
                JsonNode type = button.path("type");
                String target = type.path("url").asText()
                        + type.path("query").asText()
                        + type.path("text").asText();
                parts.add(new Lines.Part(
                        (parts.isEmpty() ? "" : " ") + "[" + button.path("text").asText() + "]", Lines.PLAIN));
                if (!target.isEmpty()) {
                    parts.add(new Lines.Part(" (" + target + ")", Lines.DIM));
                }
            }
            if (!parts.isEmpty()) {
                lines.line(parts);
            }
        }
    }

    private String reactions() {
        return part.post().detail().reactions().stream()
                .map(reaction -> PostFacts.word(reaction) + " " + Format.count(reaction.total()))
                .collect(Collectors.joining("  "));
    }

    private String counters() {
        Post post = part.post();
        List<String> counters = new ArrayList<>();
        add(counters, post.views(), "view");
        add(counters, post.forwards(), "forward");
        int replies = post.detail().replies();
        if (replies > 0) {
            counters.add(replies == 1 ? "1 reply" : Format.count(replies) + " replies");
        }
        return String.join(", ", counters);
    }

    private static void add(List<String> counters, int count, String noun) {
        if (count > 0) {
            counters.add(Format.count(count, noun));
        }
    }
}
