package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** The blocks of a rich message or of a page. Found by shape: what is written in any field of a block is shown. */
final class PageLines {

    private static final Set<String> HEADINGS = Set.of(
            "pageBlockTitle",
            "pageBlockSubtitle",
            "pageBlockHeader",
            "pageBlockSubheader",
            "pageBlockSectionHeading",
            "pageBlockKicker");

    private static final String DIVIDER = "—————";

    private PageLines() {}

    static void write(JsonNode blocks, Lines lines) {
        for (JsonNode block : blocks) {
            block(block, lines);
        }
    }

    private static void block(JsonNode block, Lines lines) {
        String type = block.path("@type").asText();
        Lines inner = new Lines();
        switch (type) {
            case "pageBlockDivider" -> inner.line(DIVIDER, Lines.DIM);
            case "pageBlockMathematicalExpression" ->
                inner.line(block.path("expression").asText());
            case "pageBlockList" -> items(block.path("items"), inner);
            case "pageBlockTable" -> table(block, inner);
            case "pageBlockChatLink" ->
                inner.line(block.path("title").asText() + " (@"
                        + block.path("username").asText() + ")");
            case "pageBlockMap" -> ContentLines.place("Place", block.path("location"), inner);
            default -> fields(block, HEADINGS.contains(type), inner);
        }
        if (type.endsWith("Quote")) {
            Lines quoted = new Lines().indented("> ", inner);
            lines.block(quoted);
        } else {
            lines.block(inner);
        }
    }

    private static void fields(JsonNode block, boolean heading, Lines lines) {
        for (Map.Entry<String, JsonNode> field : block.properties()) {
            JsonNode value = field.getValue();
            String type = value.path("@type").asText();
            if (type.startsWith("richText")) {
                lines.line(text(value), heading ? Lines.BOLD : Lines.PLAIN);
            } else if (type.equals("pageBlockCaption")) {
                lines.line(text(value.path("text")), Lines.DIM).line(text(value.path("credit")), Lines.DIM);
            } else if (type.startsWith("pageBlock")) {
                block(value, lines);
            } else if (field.getKey().equals("blocks")) {
                write(value, lines);
            } else if (field.getKey().equals("articles")) {
                value.forEach(article -> lines.line("• " + article.path("title").asText() + " ("
                        + article.path("url").asText() + ")"));
            } else if (field.getKey().equals("url")) {
                lines.line(value.asText(), Lines.DIM);
            }
        }
    }

    private static void items(JsonNode items, Lines lines) {
        for (JsonNode item : items) {
            Lines inner = new Lines();
            write(item.path("blocks"), inner);
            String box = item.path("has_checkbox").booleanValue()
                    ? item.path("is_checked").booleanValue() ? "[x] " : "[ ] "
                    : "";
            lines.indented("  " + (item.path("label").asText() + " ").stripLeading() + box, inner);
        }
    }

    private static void table(JsonNode table, Lines lines) {
        lines.line(text(table.path("caption")), Lines.BOLD);
        for (JsonNode row : table.path("cells")) {
            StringBuilder line = new StringBuilder();
            row.forEach(cell -> line.append(line.length() == 0 ? "" : " | ").append(text(cell.path("text"))));
            lines.line(line.toString());
        }
    }

    /** A rich text on one line, with the addresses of its links. */
    private static String text(JsonNode rich) {
        if (rich.isTextual()) {
            return rich.textValue();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : rich.path("texts")) {
            text.append(text(part));
        }
        if (rich.has("text")) {
            text.append(text(rich.path("text")));
        }
        text.append(rich.path("alternative_text").asText())
                .append(rich.path("expression").asText());
        String url = rich.path("url").asText();
        return url.isEmpty() || text.toString().equals(url) ? text.toString() : text + " (" + url + ")";
    }
}
