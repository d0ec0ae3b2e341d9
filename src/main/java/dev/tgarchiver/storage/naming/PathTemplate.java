package dev.tgarchiver.storage.naming;

import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.RelativePath;
import java.util.ArrayList;
import java.util.List;

/**
 * A template for file paths: folders and a name with fields in braces, such as
 * {@code {channel}/{date:yyyy-MM}/{id}_{name}}.
 *
 * <p>Fields: {@code channel}, {@code date} or {@code date:pattern} (UTC), {@code id} or {@code id:06} (at least six
 * digits), {@code name} (the sender's, without extension), {@code kind}, {@code caption} (its start),
 * {@code performer}, {@code title}, {@code album} (its number) and {@code ext}. The file's extension always ends its
 * name, whether or not {@code .{ext}} is written there. Immutable.
 */
public final class PathTemplate {

    private final String text;
    private final List<List<TemplatePart>> components;

    private PathTemplate(String text, List<List<TemplatePart>> components) {
        this.text = text;
        this.components = components;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when it is invalid; the message completes the sentence "the template …"
     */
    public static PathTemplate parse(String text) {
        return new PathTemplate(text, TemplateParser.parse(text));
    }

    /**
     * The path of a post's file. Every component is safe, at most {@link SafeName#MAX_BYTES} long, and keeps the post's
     * number: captions, names and titles are cut to fit.
     *
     * @param channelDirectory the channel's folder, from {@link ChannelDirectory}
     * @throws IllegalArgumentException when the post has no media
     */
    public RelativePath expand(Post post, String channelDirectory) {
        Media media = post.media()
                .orElseThrow(() -> new IllegalArgumentException("post " + post.id() + " has no media to name"));
        FieldValues values = new FieldValues(post, media, channelDirectory);
        List<String> names = new ArrayList<>();
        for (List<TemplatePart> component : components.subList(0, components.size() - 1)) {
            names.add(ComponentName.of(component, values, ""));
        }
        names.add(ComponentName.of(components.get(components.size() - 1), values, values.extension()));
        return new RelativePath(names);
    }

    /** The template as the user wrote it. */
    @Override
    public String toString() {
        return text;
    }
}
