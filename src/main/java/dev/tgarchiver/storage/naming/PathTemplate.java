package dev.tgarchiver.storage.naming;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import java.util.ArrayList;
import java.util.List;

/**
 * A template for file paths: folders and a name with fields in braces, such as
 * {@code {channel}/{date:yyyy-MM}/{id}_{name}}.
 *
 * <p>Fields: {@code channel}, {@code date} or {@code date:pattern} (UTC), {@code id} or {@code id:06} (at least six
 * digits), {@code name} (the sender's, without extension), {@code kind}, {@code caption} (its start),
 * {@code performer}, {@code title}, {@code album} (its number), {@code topic} (the forum topic's folder), {@code role} (what the file is in the post)
 * and {@code ext}. The file's extension always ends its
 * name, whether or not {@code .{ext}} is written there. Immutable.
 */
public final class PathTemplate {

    private static final TemplatePart ROLE = new TemplatePart.Value(TemplatePart.Field.ROLE, 0);

    /** A folder for each topic. */
    private static final List<TemplatePart> TOPIC = List.of(new TemplatePart.Value(TemplatePart.Field.TOPIC, 0));

    private static final FileRole NONE = new FileRole("none", 0);

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
        return expand(
                post,
                channelDirectory,
                "",
                post.media().map(Media::kind).map(FileRole::main).orElse(NONE));
    }

    /**
     * The path of one of a post's files, which is the post's media here. A file that does not make the post one of its
     * kind ends with its role, as {@code 123_preview.jpg}, unless the template says where the role stands. A folder
     * that is only a topic is left out for posts without one.
     *
     * @param topicDirectory the topic's folder, from {@link TopicDirectory}; empty outside topics
     */
    public RelativePath expand(Post post, String channelDirectory, String topicDirectory, FileRole role) {
        Media media = post.media()
                .orElseThrow(() -> new IllegalArgumentException("post " + post.id() + " has no media to name"));
        FieldValues values = new FieldValues(post, media, role, channelDirectory, topicDirectory);
        List<String> names = new ArrayList<>();
        for (List<TemplatePart> component : components.subList(0, components.size() - 1)) {
            if (!topicDirectory.isEmpty() || !component.equals(TOPIC)) {
                names.add(ComponentName.of(component, values, ""));
            }
        }
        List<TemplatePart> last = components.get(components.size() - 1);
        names.add(ComponentName.of(role.isMain() || saysRole() ? last : withRole(last), values, values.extension()));
        return new RelativePath(names);
    }

    private boolean saysRole() {
        return components.stream().flatMap(List::stream).anyMatch(ROLE::equals);
    }

    private static List<TemplatePart> withRole(List<TemplatePart> name) {
        List<TemplatePart> more = new ArrayList<>(name);
        more.add(new TemplatePart.Literal("_"));
        more.add(ROLE);
        return more;
    }

    /** The template as the user wrote it. */
    @Override
    public String toString() {
        return text;
    }
}
