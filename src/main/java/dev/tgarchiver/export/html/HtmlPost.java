package dev.tgarchiver.export.html;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.ExportedFiles;
import dev.tgarchiver.export.HtmlText;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.export.PostBody;
import dev.tgarchiver.export.PostFacts;
import dev.tgarchiver.export.WebAddress;
import dev.tgarchiver.export.XmlText;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Reaction;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A post as a part of a page. */
final class HtmlPost {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final ExportedChat chat;
    private final PeerNames peers;
    private final ExportedFiles files;
    private final Function<PostId, Optional<String>> places;

    /** @param places where a post of the chat is on the site, if it is */
    HtmlPost(ExportedChat chat, PeerNames peers, MediaFolder folder, Function<PostId, Optional<String>> places) {
        this.chat = chat;
        this.peers = peers;
        this.places = places;
        files = new ExportedFiles(folder);
    }

    String of(ArchivedPost post) throws IOException {
        PostFacts facts = new PostFacts(post, chat.channel(), peers);
        long id = post.post().id().messageId();
        StringBuilder out = new StringBuilder(1024);
        out.append("<article id=\"").append(anchor(post.post().id())).append('"');
        out.append(post.deletedAt().isPresent() ? " class=\"deleted\">\n" : ">\n");
        head(post, facts, id, out);
        facts.forwardedFrom()
                .ifPresent(from -> out.append("<p class=\"about\">Forwarded from <span dir=\"auto\">")
                        .append(XmlText.escaped(from))
                        .append("</span></p>\n"));
        reply(post, out);
        for (ExportedFiles.Exported file : files.of(post)) {
            out.append(file(file));
        }
        String body = HtmlText.of(PostBody.text(post));
        if (!body.isEmpty()) {
            out.append("<div class=\"text\" dir=\"auto\">").append(body).append("</div>\n");
        } else if (post.post().media().isEmpty() && !PostBody.hasPoll(post)) {
            out.append("<p class=\"about\">")
                    .append(XmlText.escaped(PostBody.type(post)))
                    .append("</p>\n");
        }
        poll(post.content().path("poll"), out);
        reactions(post, out);
        versions(post, out);
        return out.append("</article>\n").toString();
    }

    /** The anchor of a post; the basic group that became the chat has numbers of its own. */
    String anchor(PostId post) {
        return (post.chatId() == chat.channel().chatId() ? "m" : "g") + post.messageId();
    }

    private void head(ArchivedPost post, PostFacts facts, long id, StringBuilder out) {
        out.append("<p class=\"head\"><span class=\"from\" dir=\"auto\">")
                .append(XmlText.escaped(facts.sender().orElse("Unknown")))
                .append("</span>");
        if (!post.post().author().isEmpty()) {
            out.append(" <span dir=\"auto\">")
                    .append(XmlText.escaped(post.post().author()))
                    .append("</span>");
        }
        out.append(" <a href=\"#").append(anchor(post.post().id())).append("\"><time datetime=\"");
        out.append(PostFacts.utc(post.post().date())).append("\">");
        out.append(MINUTE.format(post.post().date().atZone(chat.zone()))).append("</time></a>");
        post.post()
                .editDate()
                .ifPresent(edited -> out.append(" <span class=\"mark\">edited ")
                        .append(moment(edited))
                        .append("</span>"));
        post.deletedAt()
                .ifPresent(deleted -> out.append(" <span class=\"mark\">deleted at Telegram, seen ")
                        .append(moment(deleted))
                        .append("</span>"));
        chat.topic(post)
                .ifPresent(topic -> out.append(" <span>in <span dir=\"auto\">")
                        .append(XmlText.escaped(topic))
                        .append("</span></span>"));
        facts.link()
                .ifPresent(link -> out.append(" <a class=\"telegram\" rel=\"noopener noreferrer\" href=\"")
                        .append(XmlText.escaped(link))
                        .append("\" aria-label=\"Post ")
                        .append(id)
                        .append(" at Telegram\">#")
                        .append(id)
                        .append("</a>"));
        out.append("</p>\n");
    }

    private String moment(Instant moment) {
        return MOMENT.format(moment.atZone(chat.zone()));
    }

    private void reply(ArchivedPost post, StringBuilder out) {
        long id = post.post().replyTo();
        if (id == 0) {
            return;
        }
        out.append("<p class=\"about\">Reply to ");
        Optional<String> place = places.apply(new PostId(post.post().id().chatId(), id));
        if (place.isPresent()) {
            out.append("<a href=\"")
                    .append(place.get())
                    .append("\">#")
                    .append(id)
                    .append("</a>");
        } else {
            out.append('#').append(id);
        }
        out.append("</p>\n");
        String quote = HtmlText.of(post.message().path("reply_to").path("quote").path("text"));
        if (!quote.isEmpty()) {
            out.append("<blockquote dir=\"auto\">").append(quote).append("</blockquote>\n");
        }
    }

    private static String file(ExportedFiles.Exported file) {
        Media media = file.media();
        String name =
                XmlText.escaped(media.fileName().isEmpty() ? media.kind().key().replace('_', ' ') : media.fileName());
        String size = file.size() > 0 ? " <span class=\"size\">" + ByteSize.format(file.size()) + "</span>" : "";
        if (file.path().isEmpty()) {
            return "<p class=\"file lacking\"><span dir=\"auto\">" + name + "</span>" + size
                    + ": not in this export</p>\n";
        }
        String path = WebAddress.ofPath(file.path().get());
        String link = "<p class=\"file\"><a dir=\"auto\" href=\"" + path + "\">" + name + "</a>" + size + "</p>\n";
        return switch (media.kind()) {
            case PHOTO -> "<a href=\"" + path + "\">" + image(path, "Photo", media) + "</a>\n";
            case STICKER -> media.mimeType().equals("image/webp") ? image(path, "Sticker", media) + "\n" : link;
            case VIDEO, VIDEO_NOTE, ANIMATION ->
                media.mimeType().startsWith("video/")
                        ? "<video controls preload=\"none\" src=\"" + path + "\"" + pixels(media) + " aria-label=\""
                                + name + "\"></video>\n" + link
                        : link;
            case AUDIO, VOICE ->
                "<audio controls preload=\"none\" src=\"" + path + "\" aria-label=\"" + name + "\"></audio>\n" + link;
            case DOCUMENT -> link;
        };
    }

    private static String image(String path, String alternative, Media media) {
        return "<img loading=\"lazy\" alt=\"" + alternative + "\" src=\"" + path + "\"" + pixels(media) + ">";
    }

    private static String pixels(Media media) {
        return media.width() > 0 && media.height() > 0
                ? " width=\"" + media.width() + "\" height=\"" + media.height() + "\""
                : "";
    }

    private static void poll(JsonNode poll, StringBuilder out) {
        if (!poll.isObject()) {
            return;
        }
        long all = Math.max(1, poll.path("total_voter_count").longValue());
        out.append("<div class=\"poll\"><p dir=\"auto\"><strong>")
                .append(HtmlText.of(poll.path("question")))
                .append("</strong></p>\n<ul>\n");
        for (JsonNode option : poll.path("options")) {
            long voters = option.path("voter_count").longValue();
            out.append("<li><span dir=\"auto\">")
                    .append(HtmlText.of(option.path("text")))
                    .append("</span> <span class=\"count\">")
                    .append(voters)
                    .append(" (")
                    .append(Math.round(100.0 * voters / all))
                    .append(" %)</span></li>\n");
        }
        out.append("</ul></div>\n");
    }

    private static void reactions(ArchivedPost post, StringBuilder out) {
        if (post.post().detail().reactions().isEmpty()) {
            return;
        }
        out.append("<ul class=\"reactions\" aria-label=\"Reactions\">");
        for (Reaction reaction : post.post().detail().reactions()) {
            out.append("<li>").append(XmlText.escaped(PostFacts.word(reaction))).append(' ');
            out.append(reaction.total()).append("</li>");
        }
        out.append("</ul>\n");
    }

    private void versions(ArchivedPost post, StringBuilder out) {
        if (post.earlier().isEmpty()) {
            return;
        }
        out.append("<details><summary>Earlier versions</summary>\n");
        for (ArchivedPost.Earlier version : post.earlier()) {
            out.append("<div class=\"text\" dir=\"auto\">")
                    .append(XmlText.escaped(version.text()).replace("\n", "<br>\n"))
                    .append("</div>\n");
        }
        out.append("</details>\n");
    }
}
