package dev.tgarchiver.report.show;

import dev.tgarchiver.app.posts.ShownPost;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.post.Media;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The files of a post: what each is, and where it lies or why it does not. */
final class FileLines {

    private FileLines() {}

    static Lines of(List<ShownPost.File> files) {
        Lines lines = new Lines();
        for (ShownPost.File file : files) {
            lines.line(what(file).replaceAll("\\R", " "));
            lines.line(List.of(new Lines.Part(
                    "  " + file.path().map(Object::toString).orElseGet(() -> missing(file)),
                    file.path().isPresent() ? Lines.PLAIN : Lines.DIM)));
            if (file.path().isPresent() && !file.onDisk()) {
                lines.line(List.of(new Lines.Part("  missing on this disk", Lines.BOLD)));
            }
        }
        return lines;
    }

    private static String what(ShownPost.File file) {
        Media media = file.media();
        List<String> words = new ArrayList<>();
        words.add(file.role().toString().replace('_', ' '));
        if (!media.performer().isEmpty() || !media.title().isEmpty()) {
            words.add((media.performer() + " - " + media.title()).replaceAll("^ - | - $", ""));
        }
        if (!media.fileName().isEmpty()) {
            words.add(media.fileName());
        }
        if (media.width() > 0 && media.height() > 0) {
            words.add(media.width() + "×" + media.height());
        }
        if (media.durationSeconds() > 0) {
            words.add(Format.duration(Duration.ofSeconds(media.durationSeconds())));
        }
        if (media.size() > 0) {
            words.add(ByteSize.format(media.size()));
        }
        return "[" + words.get(0) + "] " + String.join(", ", words.subList(1, words.size()));
    }

    /** Why a file is not there. */
    static String missing(ShownPost.File file) {
        FileState state = file.state().orElse(FileState.SKIPPED);
        String cause = file.cause().replace('_', ' ');
        return switch (state) {
            case PENDING -> "not downloaded yet";
            case DONE -> "";
            case SKIPPED -> "not downloaded: not selected" + (cause.isEmpty() ? "" : " (" + cause + ")");
            case REMOVED -> "removed from the archive";
            case FAILED ->
                "not downloaded: "
                        + switch (file.cause()) {
                            case "gone" -> "deleted at Telegram";
                            case "no_access" -> "the channel can no longer be read";
                            case "replaced" -> "the post was edited and holds another file now";
                            case "attempts" -> "gave up after several attempts";
                            default -> cause.isEmpty() ? "failed" : cause;
                        };
        };
    }
}
