package dev.tgarchiver.export.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.export.FormattedText;
import dev.tgarchiver.export.WebAddress;
import java.util.Locale;

/** Markdown as CommonMark has it, with strikethrough. Texts by others stay texts: no markup, no HTML. */
final class MarkdownText implements FormattedText.Markup {

    private static final String SPECIAL = "\\`*_{}[]<>()#+-.!|~&";

    private static final String ENTITY = "textEntityType";

    private static final String BREAK = "\\\n";

    /** A formatted text in Markdown, without line breaks at its end. */
    static String of(JsonNode formatted) {
        String text = FormattedText.of(formatted, new MarkdownText());
        while (text.endsWith(BREAK)) {
            text = text.substring(0, text.length() - BREAK.length());
        }
        return text.strip();
    }

    /** A text by others as one that looks the same. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                out.append('\\').append(c);
            } else if (c == '\n') {
                // A line break, not a new paragraph.
                out.append(BREAK);
            } else if (c >= ' ' || c == '\t') {
                out.append(c);
            }
        }
        return out.toString();
    }

    @Override
    public String plain(String text) {
        return escaped(text);
    }

    @Override
    public String formatted(JsonNode type, String inner, String text) {
        String name = type.path("@type").asText();
        return switch (name.startsWith(ENTITY) ? name.substring(ENTITY.length()) : name) {
            case "Bold" -> around("**", inner);
            case "Italic" -> around("*", inner);
            case "Strikethrough" -> around("~~", inner);
            case "Code" -> code(text);
            case "Pre", "PreCode" -> fenced(text, type.path("language").asText());
            case "TextUrl" -> link(inner, type.path("url").asText());
            case "Url" -> link(inner, text.contains("://") ? text : "https://" + text);
            case "BlockQuote", "ExpandableBlockQuote" -> "\n\n> " + inner.replace("\n", "\n> ") + "\n\n";
            default -> inner;
        };
    }

    /** Markers must touch the text that they format. */
    private static String around(String marker, String inner) {
        String core = inner.strip();
        if (core.isEmpty() || core.endsWith("\\")) {
            return inner;
        }
        int start = inner.indexOf(core);
        return inner.substring(0, start) + marker + core + marker + inner.substring(start + core.length());
    }

    private static String code(String text) {
        String fence = fence(text, 1);
        boolean touches = text.startsWith("`") || text.endsWith("`");
        return fence + (touches ? " " : "") + text.replace('\n', ' ') + (touches ? " " : "") + fence;
    }

    private static String fenced(String text, String language) {
        String fence = fence(text, 3);
        String word = language.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+#.-]", "");
        return "\n\n" + fence + word + "\n" + text + "\n" + fence + "\n\n";
    }

    /** Longer than any row of backticks in the text. */
    private static String fence(String text, int least) {
        int longest = 0;
        int row = 0;
        for (int i = 0; i < text.length(); i++) {
            row = text.charAt(i) == '`' ? row + 1 : 0;
            longest = Math.max(longest, row);
        }
        return "`".repeat(Math.max(least, longest + 1));
    }

    private static String link(String inner, String url) {
        return WebAddress.safe(url)
                .map(address ->
                        "[" + inner + "](<" + address.replace("<", "%3C").replace(">", "%3E") + ">)")
                .orElse(inner);
    }
}
