package dev.tgarchiver.storage.naming;

import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.storage.naming.TemplatePart.Field;

/** The values of a template's fields for one post: cleaned but not yet cut, and empty where the post has none. */
final class FieldValues {

    private static final int CAPTION_BYTES = 80;

    private final Post post;
    private final Media media;
    private final FileRole role;
    private final String channelDirectory;
    private final String topicDirectory;
    private final FileName name;

    FieldValues(Post post, Media media, FileRole role, String channelDirectory, String topicDirectory) {
        this.post = post;
        this.media = media;
        this.role = role;
        this.channelDirectory = channelDirectory;
        this.topicDirectory = topicDirectory;
        this.name = MediaName.of(media);
    }

    String extension() {
        return name.extension();
    }

    String text(TemplatePart part) {
        if (part instanceof TemplatePart.Literal literal) {
            return literal.text();
        }
        if (part instanceof TemplatePart.Date date) {
            return SafeName.clean(date.format().format(post.date()));
        }
        TemplatePart.Value value = (TemplatePart.Value) part;
        String text = value(value.field());
        return text.isEmpty() ? text : "0".repeat(Math.max(0, value.digits() - text.length())) + text;
    }

    private String value(Field field) {
        return switch (field) {
            case CHANNEL -> SafeName.clean(channelDirectory);
            case TOPIC -> SafeName.clean(topicDirectory);
            case ID -> Long.toString(post.id().messageId());
            case NAME -> name.stem();
            case KIND -> media.kind().key();
            case CAPTION -> Slug.of(post.text(), CAPTION_BYTES);
            case PERFORMER -> SafeName.clean(media.performer()).strip();
            case TITLE -> SafeName.clean(media.title()).strip();
            case ALBUM -> post.albumId() == 0 ? "" : Long.toString(post.albumId());
            case ROLE -> SafeName.clean(role.toString().replace('/', '_'));
            case EXT -> name.extension();
        };
    }
}
