package dev.tgarchiver.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A piece of other people's software in the distribution, as {@code components.yaml} describes it.
 *
 * @param jar the jar that it is, without its version; null if it is linked into a native library
 * @param library the native library that it is linked into, or null
 * @param version what finds the version in that library, as its first group
 * @param texts licences beyond those of the jar's META-INF: files beside the description, or {@code jar!path}
 */
record Component(
        String name,
        @Nullable String jar,
        @Nullable String library,
        String version,
        String copyright,
        String home,
        String licence,
        List<String> texts) {

    /** All that a file describes, in its order. */
    static List<Component> read(Path file) throws IOException {
        List<Map<String, Object>> entries =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        return entries.stream().map(Component::of).toList();
    }

    private static Component of(Map<String, Object> entry) {
        List<?> texts = (List<?>) entry.getOrDefault("texts", List.of());
        return new Component(
                text(entry, "name"),
                (String) entry.get("jar"),
                (String) entry.get("library"),
                text(entry, "version"),
                text(entry, "copyright"),
                text(entry, "home"),
                text(entry, "licence"),
                texts.stream().map(String::valueOf).toList());
    }

    private static String text(Map<String, Object> entry, String key) {
        return String.valueOf(entry.getOrDefault(key, ""));
    }
}
