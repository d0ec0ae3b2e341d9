package dev.tgarchiver.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the distribution's list of other people's software: versions, licences, and their texts. */
public final class ThirdPartyNotices {

    private static final String INTRODUCTION = """
            Third-party software in this distribution of archiver, with its licences.

            """;

    private final Jars jars;
    private final Path lib;
    private final LicenceTexts texts;

    private ThirdPartyNotices(Path lib, Path folder) throws IOException {
        this.lib = lib;
        jars = new Jars(lib);
        texts = new LicenceTexts(jars, folder);
    }

    /** Arguments: the folder with {@code components.yaml}, the distribution's {@code lib}, and the file to write. */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[2]), write(Path.of(args[0]), Path.of(args[1])));
    }

    /**
     * The notices.
     *
     * @throws IllegalArgumentException if a jar is not described, or what is described is not there
     */
    static String write(Path folder, Path lib) throws IOException {
        List<Component> components = Component.read(folder.resolve("components.yaml"));
        return new ThirdPartyNotices(lib, folder).write(components);
    }

    private String write(List<Component> components) throws IOException {
        Set<String> unknown = new TreeSet<>(jars.names());
        components.stream().map(Component::jar).filter(Objects::nonNull).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Describe in components.yaml: " + unknown);
        }
        StringBuilder list = new StringBuilder(INTRODUCTION);
        for (Component component : components) {
            Optional<Path> file = file(component);
            if (file.isPresent()) {
                list.append(entry(component, file.get()));
                texts.add(component);
            }
        }
        return list + texts.print();
    }

    /** Nothing for a native library that this build does not bring. */
    private Optional<Path> file(Component component) {
        if (component.jar() != null) {
            return Optional.of(jars.file(component.jar()));
        }
        Path library = lib.resolve("native").resolve(System.mapLibraryName(String.valueOf(component.library())));
        return Optional.of(library).filter(Files::exists);
    }

    private String entry(Component component, Path file) throws IOException {
        String version = component.jar() != null ? jars.version(component.jar()) : linked(component, file);
        String copyright = component.copyright().isEmpty() ? "" : "    " + component.copyright() + "\n";
        return component.name() + " " + version + " (lib/" + lib.relativize(file) + ")\n" + "    Licence: "
                + component.licence() + "\n" + copyright + "    " + component.home() + "\n";
    }

    private static String linked(Component component, Path library) throws IOException {
        String bytes = new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1);
        Matcher version = Pattern.compile(component.version()).matcher(bytes);
        if (!version.find()) {
            throw new IllegalArgumentException(
                    library + " does not name its version of " + component.name() + ": " + component.version());
        }
        return version.group(1);
    }
}
