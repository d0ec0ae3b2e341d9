package dev.tgarchiver.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** The licences and notices of all components, each once with the names of those that have it. Not thread-safe. */
final class LicenceTexts {

    private static final Pattern IN_JAR = Pattern.compile("META-INF/(?:.*/)?[^/]*(?:LICENSE|NOTICE)[^/]*");
    private static final String JAR_MARK = "!";

    private final Jars jars;
    private final Path folder;

    /** By their words, since the same licence is wrapped differently in different jars. */
    private final Map<String, Text> texts = new LinkedHashMap<>();

    private record Text(String content, List<String> names) {}

    /**
     * @param jars the distribution's
     * @param folder where texts lie that no jar has
     */
    LicenceTexts(Jars jars, Path folder) {
        this.jars = jars;
        this.folder = folder;
    }

    /** Adds what applies to a component; at least one text, unless it is in the public domain. */
    void add(Component component) throws IOException {
        String jar = component.jar();
        List<String> contents = new ArrayList<>();
        if (jar != null) {
            contents.addAll(inMetaInf(jars.file(jar)));
        }
        for (String place : component.texts()) {
            contents.add(content(place));
        }
        if (contents.isEmpty() && !component.licence().equals("public domain")) {
            throw new IllegalArgumentException("No licence text of " + component.name() + ": name one in its texts");
        }
        for (String content : contents) {
            List<String> names = texts.computeIfAbsent(
                            content.replaceAll("\\s+", " ").strip(), words -> new Text(content, new ArrayList<>()))
                    .names();
            if (!names.contains(component.name())) {
                names.add(component.name());
            }
        }
    }

    private static List<String> inMetaInf(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<String> contents = new ArrayList<>();
            for (JarEntry entry : file.stream()
                    .filter(found -> IN_JAR.matcher(found.getName()).matches())
                    .toList()) {
                contents.add(read(file, entry));
            }
            return contents;
        }
    }

    private String content(String place) throws IOException {
        int mark = place.indexOf(JAR_MARK);
        if (mark < 0) {
            return Files.readString(folder.resolve(place));
        }
        try (JarFile file = new JarFile(jars.file(place.substring(0, mark)).toFile())) {
            JarEntry entry = file.getJarEntry(place.substring(mark + 1));
            if (entry == null) {
                throw new IllegalArgumentException("There is no " + place);
            }
            return read(file, entry);
        }
    }

    private static String read(JarFile file, JarEntry entry) throws IOException {
        return new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** All texts, each under the names of its components. */
    String print() {
        StringBuilder all = new StringBuilder();
        for (Text text : texts.values()) {
            all.append("\n").append("=".repeat(80)).append("\n");
            all.append(String.join(", ", text.names())).append("\n");
            all.append("=".repeat(80)).append("\n\n");
            all.append(text.content().replace("\r", "").strip()).append("\n");
        }
        return all.toString();
    }
}
