package dev.tgarchiver.export;

import com.fasterxml.jackson.databind.JsonNode;

/** Formatted texts as HTML. Lines end with {@code <br>}; links lead to harmless addresses only. */
public final class HtmlText implements FormattedText.Markup {

    private static final String ENTITY = "textEntityType";

    /** A formatted text as HTML. */
    public static String of(JsonNode formatted) {
        return FormattedText.of(formatted, new HtmlText());
    }

    @Override
    public String plain(String text) {
        return XmlText.escaped(text).replace("\n", "<br>\n");
    }

    @Override
    public String formatted(JsonNode type, String inner, String text) {
        String name = type.path("@type").asText();
        return switch (name.startsWith(ENTITY) ? name.substring(ENTITY.length()) : name) {
            case "Bold" -> "<strong>" + inner + "</strong>";
            case "Italic" -> "<em>" + inner + "</em>";
            case "Underline" -> "<u>" + inner + "</u>";
            case "Strikethrough" -> "<s>" + inner + "</s>";
            case "Spoiler" -> "<span class=\"spoiler\" tabindex=\"0\">" + inner + "</span>";
            case "Code" -> "<code>" + XmlText.escaped(text) + "</code>";
            case "Pre", "PreCode" -> "<pre tabindex=\"0\">" + XmlText.escaped(text) + "</pre>";
            case "BlockQuote", "ExpandableBlockQuote" -> "<blockquote>" + inner + "</blockquote>";
            case "TextUrl" -> link(type.path("url").asText(), inner);
            case "Url" -> link(text.contains("://") ? text : "https://" + text, inner);
            case "EmailAddress" -> link("mailto:" + text, inner);
            case "PhoneNumber" -> link("tel:" + text.replace(" ", ""), inner);
            case "Mention" -> link("https://t.me/" + text.substring(Math.min(1, text.length())), inner);
            default -> inner;
        };
    }

    private static String link(String url, String inner) {
        // A link within a link does not exist in HTML.
        if (inner.contains("<a ")) {
            return inner;
        }
        return WebAddress.safe(url)
                .map(address -> "<a href=\"" + XmlText.escaped(address) + "\" rel=\"noopener noreferrer nofollow\">"
                        + inner + "</a>")
                .orElse(inner);
    }
}
