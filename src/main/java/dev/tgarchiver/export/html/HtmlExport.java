package dev.tgarchiver.export.html;

import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.export.Pages;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.export.PostWriter;
import dev.tgarchiver.export.XmlText;
import dev.tgarchiver.model.post.PostId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a site: an index with the months, pages of 1,000 posts, and one style sheet. It works from a folder, without a
 * server and without scripts, and loads nothing from elsewhere. Remembers a few numbers for each page and month.
 */
public final class HtmlExport implements PostWriter {

    private static final int PAGE = 1_000;

    private static final String STYLE = "style.css";
    private static final String INDEX = "index.html";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    private final Pages pages;
    private final ExportedChat chat;
    private final HtmlPost posts;

    /** The first post that each page has of a chat to the page's number. */
    private final TreeMap<PostId, Integer> firsts = new TreeMap<>();

    /** Each month to where it begins. */
    private final Map<String, String> months = new LinkedHashMap<>();

    private long written;
    private int page;
    private String day = "";

    public HtmlExport(Pages pages, ExportedChat chat, PeerNames peers, MediaFolder folder) {
        this.pages = pages;
        this.chat = chat;
        posts = new HtmlPost(chat, peers, folder, this::place);
    }

    @Override
    public void start() throws IOException {
        try (InputStream style = HtmlExport.class.getResourceAsStream(STYLE)) {
            if (style == null) {
                throw new IllegalStateException("the style sheet is missing");
            }
            pages.open(STYLE).write(style.readAllBytes());
        }
    }

    @Override
    public void post(ArchivedPost post) throws IOException {
        StringBuilder out = new StringBuilder(1024);
        PostId id = post.post().id();
        if (written % PAGE == 0) {
            if (page > 0) {
                write(pageName(page), foot(true));
            }
            page++;
            out.append(head(chat.channel().title() + ", page " + page));
            out.append(top());
            day = "";
        }
        if (place(id).filter(place -> place.startsWith("#")).isEmpty()) {
            firsts.put(id, page);
        }
        ZonedDateTime date = post.post().date().atZone(chat.zone());
        if (!day.equals(DAY.format(date))) {
            day = DAY.format(date);
            out.append("<h2 class=\"day\">").append(day).append("</h2>\n");
        }
        months.putIfAbsent(MONTH.format(date), pageName(page) + "#" + posts.anchor(id));
        out.append(posts.of(post));
        write(pageName(page), out.toString());
        written++;
    }

    @Override
    public void end() throws IOException {
        if (page > 0) {
            write(pageName(page), foot(false));
        }
        StringBuilder out = new StringBuilder(head(chat.channel().title()));
        out.append("<header><h1 dir=\"auto\">")
                .append(XmlText.escaped(chat.channel().title()))
                .append("</h1>\n");
        out.append("<p>")
                .append(written)
                .append(written == 1 ? " post" : " posts")
                .append("</p></header>\n<main>\n");
        out.append("<nav aria-label=\"Months\"><h2>Months</h2>\n<ul class=\"months\">\n");
        months.forEach((month, place) -> out.append("<li><a href=\"")
                .append(place)
                .append("\">")
                .append(month)
                .append("</a></li>\n"));
        out.append("</ul></nav>\n<nav aria-label=\"Pages\"><h2>Pages</h2>\n<ol class=\"pages\">\n");
        for (int number = 1; number <= page; number++) {
            out.append("<li><a href=\"")
                    .append(pageName(number))
                    .append("\">Page ")
                    .append(number)
                    .append("</a></li>\n");
        }
        out.append("</ol></nav>\n</main>\n</body>\n</html>\n");
        write(INDEX, out.toString());
    }

    private static String pageName(int number) {
        return "page-" + number + ".html";
    }

    /** Where a post is that was written before. */
    private Optional<String> place(PostId id) {
        return Optional.ofNullable(firsts.floorEntry(id))
                .filter(entry -> entry.getKey().chatId() == id.chatId())
                .map(entry -> {
                    String anchor = "#" + posts.anchor(id);
                    return entry.getValue() == page ? anchor : pageName(entry.getValue()) + anchor;
                });
    }

    private static String head(String title) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="referrer" content="no-referrer">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <link rel="stylesheet" href="style.css">
                </head>
                <body>
                """.formatted(XmlText.escaped(title));
    }

    private String top() {
        StringBuilder out = new StringBuilder("<header><h1 dir=\"auto\">")
                .append(XmlText.escaped(chat.channel().title()))
                .append("</h1>\n");
        return out.append(links("Pages, top", false))
                .append("</header>\n<main>\n")
                .toString();
    }

    private String foot(boolean hasNext) {
        return "</main>\n<footer>" + links("Pages, bottom", hasNext) + "</footer>\n</body>\n</html>\n";
    }

    private String links(String label, boolean hasNext) {
        StringBuilder out = new StringBuilder("<nav class=\"turn\" aria-label=\"" + label + "\">");
        if (page > 1) {
            out.append("<a rel=\"prev\" href=\"").append(pageName(page - 1)).append("\">Earlier</a> ");
        }
        out.append("<a href=\"").append(INDEX).append("\">All months</a>");
        if (hasNext) {
            out.append(" <a rel=\"next\" href=\"").append(pageName(page + 1)).append("\">Later</a>");
        }
        return out.append("</nav>\n").toString();
    }

    private void write(String name, String text) throws IOException {
        pages.open(name).write(text.getBytes(StandardCharsets.UTF_8));
    }
}
