package dev.tgarchiver.export.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.ExportedFiles;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.export.Pages;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.export.PostBody;
import dev.tgarchiver.export.PostFacts;
import dev.tgarchiver.export.PostLinks;
import dev.tgarchiver.export.PostWriter;
import dev.tgarchiver.export.WebAddress;
import dev.tgarchiver.export.WellFormed;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.SingleLine;
import dev.tgarchiver.model.post.MediaKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes {@code 2026-01.md} and so on: front matter, a heading for each day, and the posts of the day. */
public final class MarkdownExport implements PostWriter {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Pages pages;
    private final ExportedChat chat;
    private final PeerNames peers;
    private final ExportedFiles files;

    /** The first post of the channel in each month that has a file. */
    private final Map<YearMonth, Long> months = new HashMap<>();

    private String day = "";

    public MarkdownExport(Pages pages, ExportedChat chat, PeerNames peers, MediaFolder folder) {
        this.pages = pages;
        this.chat = chat;
        this.peers = peers;
        files = new ExportedFiles(folder);
    }

    @Override
    public void start() {
        // The first post begins its month.
    }

    @Override
    public void post(ArchivedPost post) throws IOException {
        ZonedDateTime date = post.post().date().atZone(chat.zone());
        YearMonth month = YearMonth.from(date);
        StringBuilder text = new StringBuilder();
        boolean ofChannel = post.post().id().chatId() == chat.channel().chatId();
        long first = ofChannel ? post.post().id().messageId() : Long.MAX_VALUE;
        if (!months.containsKey(month)) {
            head(month, text);
        }
        months.merge(month, first, Math::min);
        if (!day.equals(DAY.format(date))) {
            day = DAY.format(date);
            text.append("\n## ").append(day).append('\n');
        }
        post(post, date, month, text);
        OutputStream page = pages.open(month + ".md");
        page.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void end() {
        // Nothing follows the last post.
    }

    private void head(YearMonth month, StringBuilder text) {
        text.append("---\ntitle: ").append(quoted(chat.channel().title())).append('\n');
        chat.channel()
                .username()
                .ifPresent(
                        name -> text.append("username: ").append(quoted(name)).append('\n'));
        text.append("chat_id: ").append(chat.channel().chatId()).append('\n');
        text.append("month: ").append(quoted(month.toString())).append("\n---\n");
    }

    /** A text of YAML, which takes JSON's escapes. */
    private static String quoted(String text) {
        return "\"" + SingleLine.of(WellFormed.text(text)).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private void post(ArchivedPost post, ZonedDateTime date, YearMonth month, StringBuilder text) throws IOException {
        PostFacts facts = new PostFacts(post, chat.channel(), peers);
        long id = post.post().id().messageId();
        text.append("\n<a id=\"p")
                .append(id)
                .append("\"></a>\n**")
                .append(line(facts.sender().orElse("Unknown")));
        text.append("** · ").append(MINUTE.format(date)).append(" · ").append(link(id, facts.link()));
        if (!post.post().author().isEmpty()) {
            text.append(" · ").append(line(post.post().author()));
        }
        chat.topic(post).ifPresent(topic -> text.append(" · in ").append(line(topic)));
        post.post()
                .editDate()
                .ifPresent(edited -> text.append(" · edited ").append(DAY.format(edited.atZone(chat.zone()))));
        post.deletedAt().ifPresent(deleted -> text.append(" · deleted at Telegram"));
        text.append('\n');
        facts.forwardedFrom()
                .ifPresent(from ->
                        text.append("\nForwarded from ").append(line(from)).append('\n'));
        if (post.post().replyTo() != 0) {
            text.append("\nReply to ")
                    .append(
                            (facts.isOfChannel()
                                    ? reply(post.post().replyTo(), month)
                                    : "#" + post.post().replyTo()))
                    .append('\n');
        }
        String body = MarkdownText.of(PostBody.text(post));
        if (!body.isEmpty()) {
            text.append('\n').append(body).append('\n');
        } else if (post.post().media().isEmpty() && !PostBody.hasPoll(post)) {
            text.append("\n*").append(PostBody.type(post)).append("*\n");
        }
        poll(post.content().path("poll"), text);
        for (ExportedFiles.Exported file : files.of(post)) {
            text.append('\n').append(file(file)).append('\n');
        }
        if (!facts.reactions().isEmpty()) {
            text.append('\n').append(line(facts.reactions())).append('\n');
        }
    }

    private static String line(String text) {
        return MarkdownText.escaped(SingleLine.of(WellFormed.text(text)));
    }

    private static String link(long id, Optional<String> address) {
        return address.map(to -> "[#" + id + "](" + to + ")").orElse("#" + id);
    }

    /** To a post of the same month within its file, else at Telegram. */
    private String reply(long id, YearMonth month) {
        return id >= months.getOrDefault(month, Long.MAX_VALUE)
                ? "[#" + id + "](#p" + id + ")"
                : link(id, PostLinks.of(chat.channel(), id));
    }

    private static void poll(JsonNode poll, StringBuilder text) {
        if (!poll.isObject()) {
            return;
        }
        text.append("\n**")
                .append(line(poll.path("question").path("text").asText()))
                .append("**\n\n");
        for (JsonNode option : poll.path("options")) {
            text.append("- ").append(line(option.path("text").path("text").asText()));
            text.append(": ").append(option.path("voter_count").longValue()).append('\n');
        }
    }

    private static String file(ExportedFiles.Exported file) {
        String name = file.media().fileName().isEmpty()
                ? file.media().kind().key()
                : file.media().fileName();
        String label = line(name);
        String size = file.size() > 0 ? " (" + ByteSize.format(file.size()) + ")" : "";
        if (file.path().isEmpty()) {
            return "*" + label + size + ": not in this export*";
        }
        String target = "](<" + WebAddress.ofPath(file.path().get()) + ">)";
        return file.media().kind() == MediaKind.PHOTO ? "![" + label + target : "[" + label + target + size;
    }
}
