package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.terminal.SafeText;
import dev.tgarchiver.console.terminal.Symbols;
import java.util.ArrayList;
import java.util.List;

/** Polls, checklists, games and invoices. */
final class QuestionLines {

    private static final int BAR = 22;
    private static final double WHOLE = 100;

    private QuestionLines() {}

    static boolean write(String type, JsonNode content, Naming names, Lines lines) {
        switch (type) {
            case "Poll" -> {
                lines.formatted(content.path("description"));
                poll(content.path("poll"), lines);
            }
            case "Checklist" -> checklist(content.path("list"), names, lines);
            case "Game" -> {
                JsonNode game = content.path("game");
                lines.labelled("Game", game.path("title").asText())
                        .line(game.path("description").asText())
                        .formatted(game.path("text"));
            }
            case "Invoice" -> {
                JsonNode product = content.path("product_info");
                lines.labelled("Invoice", product.path("title").asText())
                        .formatted(product.path("description"))
                        .labelled("Price", Naming.money(content.path("total_amount"), content.path("currency")))
                        .labelled("Test", content.path("is_test").booleanValue() ? "yes" : "")
                        .formatted(content.path("paid_media_caption"));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void poll(JsonNode poll, Lines lines) {
        boolean quiz = poll.path("type").path("@type").asText().equals("pollTypeQuiz");
        Lines question = new Lines().formatted(poll.path("question"));
        lines.headed(quiz ? "Quiz: " : "Poll: ", question);
        int position = 0;
        for (JsonNode option : poll.path("options")) {
            boolean correct = false;
            for (JsonNode right : poll.path("type").path("correct_option_ids")) {
                correct |= right.intValue() == position;
            }
            int percent = option.path("vote_percentage").intValue();
            String bar = Symbols.UNICODE.bar(percent / WHOLE, BAR);
            String start = "  " + SafeText.padLeft(percent + "%", 4) + " " + bar + " "
                    + (correct ? "✓ " : option.path("is_chosen").booleanValue() ? "• " : "");
            List<Lines.Part> line = new ArrayList<>(List.of(new Lines.Part(start, Lines.PLAIN)));
            line.add(new Lines.Part(option.path("text").path("text").asText(), Lines.PLAIN));
            line.add(new Lines.Part(
                    " (" + Format.count(option.path("voter_count").longValue()) + ")", Lines.DIM));
            lines.line(line);
            position++;
        }
        List<String> facts = new ArrayList<>();
        facts.add(Format.count(poll.path("total_voter_count").longValue(), "voter"));
        facts.add(poll.path("is_anonymous").booleanValue() ? "anonymous" : "public");
        if (poll.path("allows_multiple_answers").booleanValue()) {
            facts.add("several answers");
        }
        if (poll.path("is_closed").booleanValue()) {
            facts.add("closed");
        } else if (poll.path("close_date").longValue() > 0) {
            facts.add("closes " + Naming.moment(poll.path("close_date")));
        }
        lines.line("  " + String.join(", ", facts), Lines.DIM);
        lines.headed("Explanation: ", new Lines().formatted(poll.path("type").path("explanation")));
    }

    private static void checklist(JsonNode list, Naming names, Lines lines) {
        lines.headed("Checklist: ", new Lines().formatted(list.path("title")));
        for (JsonNode task : list.path("tasks")) {
            task(task, names, lines);
        }
    }

    /** A task with who has done it. */
    static void task(JsonNode task, Naming names, Lines lines) {
        String by = names.sender(task.path("completed_by"));
        boolean done = task.path("completion_date").longValue() > 0 || !by.isEmpty();
        List<Lines.Part> line = new ArrayList<>();
        line.add(new Lines.Part(
                (done ? "  [x] " : "  [ ] ") + task.path("text").path("text").asText(), Lines.PLAIN));
        if (done) {
            line.add(new Lines.Part(
                    ("  " + by + " " + Naming.moment(task.path("completion_date"))).stripTrailing(), Lines.DIM));
        }
        lines.line(line);
    }
}
