package dev.tgarchiver.export;

/** Texts by others in XML and HTML: whatever they hold, they stay texts. */
public final class XmlText {

    private XmlText() {}

    /** The text with the five special characters escaped, without the characters that XML does not allow. */
    public static String escaped(String text) {
        String well = WellFormed.text(text);
        StringBuilder out = new StringBuilder(well.length() + 16);
        for (int i = 0; i < well.length(); i++) {
            char c = well.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if ((c >= ' ' && c != 0x7f && c != '\uFFFE' && c != '\uFFFF') || c == '\n' || c == '\t') {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
