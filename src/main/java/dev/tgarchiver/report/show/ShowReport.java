package dev.tgarchiver.report.show;

import dev.tgarchiver.app.posts.ShownPost;
import dev.tgarchiver.console.Pager;
import dev.tgarchiver.console.terminal.Console;
import java.util.List;

/** What {@code archiver show} prints. */
public final class ShowReport {

    private ShowReport() {}

    /** Prints the post as people read it; a long one on a terminal through the pager. Waits until it is written. */
    public static void print(Console console, ShownPost shown, boolean withComments) {
        Lines lines = lines(shown);
        if (withComments) {
            comments(shown, lines);
        }
        List<String> text = lines.shown(console.outPaint());
        if (console.outIsTerminal()) {
            Pager.show(console, text);
        } else {
            text.forEach(console::print);
        }
    }

    /** Prints TDLib's messages, an object a line. Waits until they are written. */
    public static void printRaw(Console console, ShownPost shown) {
        for (ShownPost.Part part : shown.parts()) {
            if (part.whole()) {
                console.print(part.message());
            } else {
                console.warn("Post " + part.post().id().messageId()
                        + " was recorded by an archiver that did not keep posts whole. A download reads it again, while"
                        + " Telegram has it.");
            }
        }
    }

    static Lines lines(ShownPost shown) {
        Naming names = new Naming(shown.names());
        Lines lines = new Lines();
        lines.line(shown.channel().label() + " - " + shown.name(), Lines.BOLD);
        shown.link().ifPresent(lines::line);
        shown.topic().ifPresent(topic -> lines.labelled("Topic", topic));
        boolean first = true;
        for (ShownPost.Part part : shown.parts()) {
            if (!first) {
                lines.gap().line("Post " + part.post().id().messageId() + " of the album", Lines.DIM);
            }
            part(part, shown, names, first, lines);
            first = false;
        }
        return lines;
    }

    private static void part(ShownPost.Part part, ShownPost shown, Naming names, boolean first, Lines lines) {
        if (first || part.deletedAt().isPresent() || part.version() > 1) {
            Lines head = new PostHead(part, shown.channel(), names).lines();
            if (first) {
                lines.indented("", head);
            } else {
                lines.block(head);
            }
        }
        body(part, names, lines);
        lines.block(VersionLines.of(part.versions()));
    }

    private static void body(ShownPost.Part part, Naming names, Lines lines) {
        PostFoot foot = new PostFoot(part);
        lines.block(new ContentLines(names).of(part.message().path("content")));
        lines.block(foot.preview());
        lines.block(FileLines.of(part.files()));
        lines.block(foot.lines());
    }

    private static void comments(ShownPost shown, Lines lines) {
        Naming names = new Naming(shown.names());
        lines.gap()
                .line(
                        shown.comments().isEmpty()
                                ? "No comment is in the archive."
                                : "Comments: " + shown.comments().size(),
                        Lines.BOLD);
        for (ShownPost.Part comment : shown.comments()) {
            Lines one = new PostHead(comment, shown.channel(), names).lines();
            body(comment, names, one);
            lines.gap().indented("  ", one);
        }
    }
}
