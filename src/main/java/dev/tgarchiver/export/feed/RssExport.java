package dev.tgarchiver.export.feed;

import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.ExportedFiles;
import dev.tgarchiver.export.HtmlText;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.export.PeerId;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.export.PostBody;
import dev.tgarchiver.export.PostFacts;
import dev.tgarchiver.export.PostWriter;
import dev.tgarchiver.export.WebAddress;
import dev.tgarchiver.export.XmlText;
import dev.tgarchiver.model.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A feed after RSS 2.0, the newest post first. Holds what it is given, so it must be given few posts. */
public final class RssExport implements PostWriter {

    /** As many posts as feed readers expect. */
    public static final int USUAL_POSTS = 50;

    private static final int TITLE_CHARACTERS = 80;

    private final OutputStream out;
    private final ExportedChat chat;
    private final PeerNames peers;
    private final ExportedFiles files;
    private final String url;
    private final Deque<String> items = new ArrayDeque<>();

    /**
     * @param out receives UTF-8; stays open
     * @param url where the export's folder will be on the web, with a slash at its end; empty for paths in the folder
     */
    public RssExport(OutputStream out, ExportedChat chat, PeerNames peers, MediaFolder folder, String url) {
        this.out = out;
        this.chat = chat;
        this.peers = peers;
        this.url = url;
        files = new ExportedFiles(folder);
    }

    @Override
    public void start() {
        // The newest posts come last.
    }

    @Override
    public void post(ArchivedPost post) throws IOException {
        PostFacts facts = new PostFacts(post, chat.channel(), peers);
        StringBuilder item = new StringBuilder("  <item>\n");
        element(item, "title", PostBody.title(post, TITLE_CHARACTERS));
        Optional<String> link = facts.link();
        if (link.isPresent()) {
            element(item, "link", link.get());
        }
        item.append("    <guid isPermaLink=\"").append(link.isPresent()).append("\">");
        item.append(XmlText.escaped(link.orElse("urn:telegram:"
                + post.post().id().chatId() + ":" + post.post().id().messageId())));
        item.append("</guid>\n");
        element(item, "pubDate", date(post.post().date()));
        element(item, "dc:creator", facts.sender().orElse(chat.channel().title()));
        String body = HtmlText.of(PostBody.text(post));
        Optional<ExportedFiles.Exported> main = files.of(post).stream()
                .filter(file -> file.isMain() && file.path().isPresent())
                .findFirst();
        element(item, "description", body);
        if (main.isPresent()) {
            ExportedFiles.Exported file = main.get();
            String type = file.media().mimeType();
            item.append("    <enclosure url=\"")
                    .append(XmlText.escaped(url + WebAddress.ofPath(file.path().orElse(""))))
                    .append("\" length=\"")
                    .append(file.size())
                    .append("\" type=\"")
                    .append(XmlText.escaped(type.isEmpty() ? "application/octet-stream" : type))
                    .append("\"/>\n");
        }
        items.addFirst(item.append("  </item>\n").toString());
    }

    @Override
    public void end() throws IOException {
        Channel channel = chat.channel();
        StringBuilder head = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
                <channel>
                """);
        element(head, "title", channel.title());
        element(
                head,
                "link",
                "https://t.me/" + channel.username().orElseGet(() -> "c/" + PeerId.bare(channel.chatId())));
        element(head, "description", "Posts of " + channel.title());
        write(head.toString());
        for (String item : items) {
            write(item);
        }
        write("</channel>\n</rss>\n");
    }

    private static void element(StringBuilder out, String name, String text) {
        out.append("    <")
                .append(name)
                .append('>')
                .append(XmlText.escaped(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    private static String date(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
