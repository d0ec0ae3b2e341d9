package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.app.posts.ShownPost;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.LocalTimeText;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import java.util.Optional;
import java.util.stream.Stream;

/** What is above a post's text: when, who, from where, and what it answers. */
record PostHead(ShownPost.Part part, Channel channel, Naming names) {

    private static final int FEW = 120;

    Lines lines() {
        Lines lines = new Lines();
        Post post = part.post();
        StringBuilder when = new StringBuilder(LocalTimeText.minute(post.date()));
        post.editDate().ifPresent(date -> when.append(", edited ").append(LocalTimeText.minute(date)));
        if (part.version() > 1) {
            when.append(", ").append(Format.count(part.version(), "version"));
        }
        lines.line(when.toString());
        part.deletedAt()
                .ifPresent(
                        date -> lines.line("Deleted at Telegram, noticed " + LocalTimeText.minute(date), Lines.BOLD));
        if (!part.whole()) {
            lines.line("Recorded by an archiver that did not keep posts whole", Lines.DIM);
        }
        JsonNode message = part.message();
        lines.labelled("From", sender(post))
                .labelled("Via", names.peer(message.path("via_bot_user_id").longValue()));
        forward(message.path("forward_info"), lines);
        JsonNode imported = message.path("import_info");
        if (imported.isObject()) {
            lines.labelled(
                    "Imported", imported.path("sender_name").asText() + ", " + Naming.moment(imported.path("date")));
        }
        reply(message.path("reply_to"), lines);
        return lines;
    }

    private String sender(Post post) {
        long sender = post.detail().sender();
        String name = sender == 0 || sender == channel.chatId() ? "" : names.peer(sender);
        return String.join(
                ", ",
                Stream.of(name, post.author(), part.message().path("sender_tag").asText())
                        .filter(word -> !word.isBlank())
                        .toList());
    }

    /** The first author: a name, and the number of the post in a channel. */
    private String origin(JsonNode origin) {
        String hidden = origin.path("sender_name").asText();
        String name = names.peer(origin.path("sender_user_id").longValue()
                + origin.path("sender_chat_id").longValue()
                + origin.path("chat_id").longValue());
        long number = PostReader.messageId(origin.path("message_id").longValue());
        String signature = origin.path("author_signature").asText();
        String known = hidden.isEmpty() ? name : hidden;
        return (known.isEmpty() ? "unknown" : known)
                + (number == 0 ? "" : ", post " + number)
                + (signature.isEmpty() ? "" : ", " + signature);
    }

    private void forward(JsonNode forward, Lines lines) {
        if (forward.isObject()) {
            lines.labelled(
                    "Forwarded from", origin(forward.path("origin")) + ", " + Naming.moment(forward.path("date")));
        }
    }

    private void reply(JsonNode reply, Lines lines) {
        if (!reply.isObject()) {
            return;
        }
        long number = PostReader.messageId(reply.path("message_id").longValue());
        long chat = reply.path("chat_id").longValue();
        boolean here = chat == 0 || chat == part.post().id().chatId();
        String to = reply.path("@type").asText().equals("messageReplyToStory")
                ? "story " + reply.path("story_id").asText() + " of "
                        + names.peer(reply.path("story_poster_chat_id").longValue())
                : (number == 0 ? "a post" : "post " + number)
                        + (here ? "" : " of " + names.peer(chat))
                        + by(reply.path("origin"));
        lines.labelled("Reply to", to);
        JsonNode quote = reply.path("quote").path("text");
        if (!quote.path("text").asText().isBlank()) {
            lines.indented("  > ", new Lines().formatted(quote));
        } else if (reply.path("content").isObject()) {
            lines.indented("  > ", new ContentLines(names).of(reply.path("content")));
        } else {
            replied().ifPresent(text -> lines.indented("  > ", new Lines().line(text, Lines.DIM)));
        }
    }

    private String by(JsonNode origin) {
        String sender = origin.isObject()
                ? origin(origin)
                : part.replied()
                        .map(Post::detail)
                        .map(detail -> names.peer(detail.sender()))
                        .orElse("");
        return sender.isEmpty() ? "" : " by " + sender;
    }

    private Optional<String> replied() {
        return part.replied().map(post -> {
            String line = post.text().strip().lines().findFirst().orElse("");
            return line.isEmpty()
                    ? "[" + post.type().replace('_', ' ') + "]"
                    : line.codePointCount(0, line.length()) <= FEW
                            ? line
                            : line.substring(0, line.offsetByCodePoints(0, FEW)) + "…";
        });
    }
}
