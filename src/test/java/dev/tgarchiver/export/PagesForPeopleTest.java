package dev.tgarchiver.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.feed.RssExport;
import dev.tgarchiver.export.html.HtmlExport;
import dev.tgarchiver.export.lines.CsvExport;
import dev.tgarchiver.export.lines.JsonLinesExport;
import dev.tgarchiver.export.markdown.MarkdownExport;
import dev.tgarchiver.post.RandomMessages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Markdown, feeds and sites. */
final class PagesForPeopleTest {

    private static final Pattern ANCHOR = Pattern.compile("<article id=\"m(\\d+)\"");
    private static final Pattern INSIDE = Pattern.compile("href=\"([a-z0-9-]*(?:\\.html)?)#m(\\d+)\"");

    private static ArchivedPost text(long id, String text) {
        ObjectNode message = Samples.message(id, "messageText", "{\"text\":{\"entities\":[]}}");
        ((ObjectNode) message.path("content").path("text")).put("text", text);
        message.put("date", Samples.DATE + id * 60);
        return Samples.post(message);
    }

    private static ArchivedPost replyTo(long id, long other) {
        ObjectNode message = text(id, "answer").message();
        message.set(
                "reply_to",
                Samples.json("{\"@type\":\"messageReplyToMessage\",\"chat_id\":" + Samples.CHAT + ",\"message_id\":"
                        + (other << 20) + "}"));
        return Samples.post(message);
    }

    private static void write(PostWriter writer, List<ArchivedPost> posts) throws IOException {
        writer.start();
        for (ArchivedPost post : posts) {
            writer.post(post);
        }
        writer.end();
    }

    private static MemoryPages html(List<ArchivedPost> posts) throws IOException {
        MemoryPages pages = new MemoryPages();
        write(new HtmlExport(pages, Samples.NEWS, Samples.PEERS, new Samples.NamesOnly()), posts);
        return pages;
    }

    private static String rss(List<ArchivedPost> posts, String url) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(new RssExport(out, Samples.NEWS, Samples.PEERS, new Samples.NamesOnly(), url), posts);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static MemoryPages markdown(List<ArchivedPost> posts) throws IOException {
        MemoryPages pages = new MemoryPages();
        write(new MarkdownExport(pages, Samples.NEWS, Samples.PEERS, new Samples.NamesOnly()), posts);
        return pages;
    }

    private static List<ArchivedPost> random(int seeds) {
        List<ArchivedPost> posts = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            RandomMessages.ofEachContent(seed).forEach(message -> posts.add(Samples.post(message)));
        }
        return posts;
    }

    @Test
    void a_site_has_pages_of_1000_posts_and_links_between_them() throws IOException {
        List<ArchivedPost> posts = new ArrayList<>();
        for (int id = 1; id <= 2_001; id++) {
            posts.add(
                    id % 100 == 50
                            ? replyTo(id, Math.max(1, id - 40))
                            : id == 2_001 ? replyTo(id, 3) : text(id, "post " + id));
        }
        MemoryPages site = html(posts);
        assertThat(site.names())
                .containsExactly("index.html", "page-1.html", "page-2.html", "page-3.html", "style.css");
        Map<String, Set<String>> anchors = new HashMap<>();
        for (String page : site.names()) {
            Set<String> found = new HashSet<>();
            Matcher anchor = ANCHOR.matcher(site.text(page));
            while (anchor.find()) {
                assertThat(found.add(anchor.group(1))).isTrue();
            }
            anchors.put(page, found);
        }
        assertThat(anchors.get("page-1.html")).hasSize(1_000);
        assertThat(anchors.get("page-3.html")).containsExactly("2001");
        for (String page : site.names()) {
            Matcher link = INSIDE.matcher(site.text(page));
            while (link.find()) {
                assertThat(anchors.get(link.group(1).isEmpty() ? page : link.group(1)))
                        .as("%s in %s", link.group(), page)
                        .contains(link.group(2));
            }
        }
        assertThat(site.text("page-3.html")).contains("Reply to <a href=\"page-1.html#m3\">#3</a>");
        assertThat(site.text("index.html")).contains("<a href=\"page-1.html#m1\">November 2023</a>");
        assertThat(site.text("page-1.html"))
                .contains("rel=\"next\" href=\"page-2.html\"")
                .doesNotContain("rel=\"prev\"");
        assertThat(site.text("page-3.html"))
                .contains("rel=\"prev\" href=\"page-2.html\"")
                .doesNotContain("rel=\"next\"");
    }

    @Test
    void a_site_loads_nothing_and_runs_nothing() throws IOException {
        List<ArchivedPost> posts = new ArrayList<>(random(5));
        posts.add(text(9_000_001, "<script>alert(1)</script><img src=x onerror=alert(1)> ]]> </title>"));
        MemoryPages site = html(posts);
        for (String page : site.names()) {
            assertThat(site.text(page))
                    .doesNotContain("<script")
                    .doesNotContain("<img src=x")
                    .doesNotContainPattern("<[^>]*\\son[a-z]+=")
                    .doesNotContainPattern("(?:src|url)[=(]\"?(?:https?:)?//")
                    .doesNotContain("javascript:");
        }
    }

    @Test
    void a_site_marks_what_was_edited_and_deleted() throws IOException {
        ObjectNode message = text(5, "now").message();
        message.put("edit_date", Samples.DATE + 600);
        ArchivedPost post = Samples.post(message);
        String page = html(List.of(new ArchivedPost(
                        post.post(),
                        message,
                        true,
                        Optional.of(Instant.ofEpochSecond(Samples.DATE + 900)),
                        List.of(new ArchivedPost.Earlier(Optional.empty(), "be<fore")),
                        Map.of())))
                .text("page-1.html");
        assertThat(page)
                .contains("<article id=\"m5\" class=\"deleted\">")
                .contains("edited 2023-11-14 23:23")
                .contains("deleted at Telegram, seen 2023-11-14 23:28")
                .contains("<summary>Earlier versions</summary>\n<div class=\"text\" dir=\"auto\">be&lt;fore</div>");
    }

    @Test
    void a_site_shows_photos_and_names_what_it_lacks() throws IOException {
        ArchivedPost photo = Samples.post(Samples.message(
                1,
                "messagePhoto",
                "{\"photo\":{\"@type\":\"photo\",\"sizes\":[{\"@type\":\"photoSize\",\"width\":10,\"height\":20,"
                        + "\"photo\":FILE(kept, 5)}]}}"));
        ArchivedPost film = Samples.post(
                Samples.message(
                        2,
                        "messageVideo",
                        "{\"video\":{\"@type\":\"video\",\"file_name\":\"a b.mp4\",\"mime_type\":\"video/mp4\",\"video\":FILE(later, 5)}}"));
        assertThat(html(List.of(photo, film)).text("page-1.html"))
                .contains(
                        "<a href=\"media/1_kept\"><img loading=\"lazy\" alt=\"Photo\" src=\"media/1_kept\" width=\"10\" height=\"20\"></a>")
                .contains("<span dir=\"auto\">a b.mp4</span> <span class=\"size\">5 B</span>: not in this export");
    }

    @Test
    void any_message_becomes_a_post_of_each_format() throws Exception {
        List<ArchivedPost> posts = random(3);
        assertThat(html(posts).text("page-1.html").split("<article ")).hasSize(posts.size() + 1);
        Document feed = parsed(rss(posts, ""));
        assertThat(feed.getElementsByTagName("item").getLength()).isEqualTo(posts.size());
        MemoryPages notes = markdown(posts);
        int found = 0;
        for (String month : notes.names()) {
            found += notes.text(month).split("<a id=\"p").length - 1;
        }
        assertThat(found).isEqualTo(posts.size());
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_feed_has_the_newest_post_first_and_its_file() throws Exception {
        ArchivedPost song = Samples.post(Samples.message(
                2,
                "messageAudio",
                "{\"audio\":{\"@type\":\"audio\",\"file_name\":\"a&b.mp3\",\"mime_type\":\"audio/mpeg\",\"audio\":FILE(kept, 5)},"
                        + "\"caption\":{\"text\":\"ä <b> \\u0001 ]]>\\nsecond\"}}"));
        Document feed = parsed(rss(List.of(text(1, "first"), song), "https://example.com/feed/"));
        Element item = (Element) feed.getElementsByTagName("item").item(0);
        assertThat(value(item, "title")).isEqualTo("ä <b>  ]]>");
        assertThat(value(item, "link")).isEqualTo("https://t.me/news/2");
        assertThat(value(item, "pubDate")).isEqualTo("Tue, 14 Nov 2023 22:13:20 GMT");
        assertThat(value(item, "dc:creator")).isEqualTo("News");
        assertThat(value(item, "description")).isEqualTo("ä &lt;b&gt;  ]]&gt;<br>\nsecond");
        Element enclosure = (Element) item.getElementsByTagName("enclosure").item(0);
        assertThat(enclosure.getAttribute("url")).isEqualTo("https://example.com/feed/media/2_a%26b.mp3");
        assertThat(enclosure.getAttribute("type")).isEqualTo("audio/mpeg");
        assertThat(enclosure.getAttribute("length")).isEqualTo("5");
    }

    private static String value(Element item, String name) {
        return item.getElementsByTagName(name).item(0).getTextContent();
    }

    @Test
    void markdown_has_a_file_a_month_with_front_matter() throws IOException {
        ObjectNode next = text(3, "December").message();
        next.put("date", Samples.DATE + 30 * 86_400);
        MemoryPages notes = markdown(List.of(text(1, "*not bold* <b>"), replyTo(2, 1), Samples.post(next)));
        assertThat(notes.names()).containsExactly("2023-11.md", "2023-12.md");
        assertThat(notes.text("2023-11.md")).isEqualTo("""
                ---
                title: "News"
                username: "news"
                chat_id: -1001000000001
                month: "2023-11"
                ---

                ## 2023-11-14

                <a id="p1"></a>
                **News** · 23:14 · [#1](https://t.me/news/1)

                \\*not bold\\* \\<b\\>

                <a id="p2"></a>
                **News** · 23:15 · [#2](https://t.me/news/2)

                Reply to [#1](#p1)

                answer
                """);
    }

    @Test
    void each_format_names_the_topic() throws IOException {
        ObjectNode message = text(1, "meow").message();
        message.set("topic_id", Samples.json("{\"@type\":\"messageTopicForum\",\"forum_topic_id\":45}"));
        ArchivedPost post = Samples.post(message);
        ExportedChat forum = new ExportedChat(Samples.NEWS.channel(), Samples.BERLIN, Map.of(45L, "Cats & more"));
        MemoryPages pages = new MemoryPages();
        write(new HtmlExport(pages, forum, Samples.PEERS, MediaFolder.NONE), List.of(post));
        write(new MarkdownExport(pages, forum, Samples.PEERS, MediaFolder.NONE), List.of(post));
        write(new JsonLinesExport(pages.open("a"), forum, Samples.PEERS, MediaFolder.NONE, false), List.of(post));
        write(new CsvExport(pages.open("b"), forum, Samples.PEERS, MediaFolder.NONE), List.of(post));
        assertThat(pages.text("page-1.html")).contains(" <span>in <span dir=\"auto\">Cats &amp; more</span></span>");
        assertThat(pages.text("2023-11.md")).contains(" · in Cats \\& more");
        assertThat(pages.text("a")).contains("\"topic_id\":45,\"topic\":\"Cats & more\"");
        assertThat(pages.text("b")).contains(",45,Cats & more,");
    }

    @Test
    void markdown_breaks_lines_within_a_text_only() throws IOException {
        assertThat(markdown(List.of(text(1, "one\ntwo\n\n"))).text("2023-11.md"))
                .endsWith("\n\none\\\ntwo\n");
    }

    @Test
    void markdown_has_the_formatting() throws IOException {
        ObjectNode message = Samples.message(1, "messageText", """
                {"text":{"text":"bold and code a`b link","entities":[
                 {"offset":0,"length":5,"type":{"@type":"textEntityTypeBold"}},
                 {"offset":14,"length":3,"type":{"@type":"textEntityTypeCode"}},
                 {"offset":18,"length":4,"type":{"@type":"textEntityTypeTextUrl","url":"https://a.b/(x)"}}]}}""");
        assertThat(markdown(List.of(Samples.post(message))).text("2023-11.md"))
                .contains("**bold** and code ``a`b`` [link](<https://a.b/(x)>)");
    }
}
