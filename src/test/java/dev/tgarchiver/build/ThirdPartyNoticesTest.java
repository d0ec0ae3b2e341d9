package dev.tgarchiver.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions are read from the files, licences from the jars; nothing can be left out. */
final class ThirdPartyNoticesTest {

    private static final String MIT = "Permission is hereby granted";

    @TempDir
    private Path folder;

    private Path lib;

    @BeforeEach
    void lib() throws IOException {
        lib = Files.createDirectory(folder.resolve("lib"));
        Files.createDirectory(lib.resolve("native"));
        jar("one-1.2.3.jar", "META-INF/LICENSE.txt", MIT + ",\n  free of charge");
        jar("two-parts-4.jar", "META-INF/maven/g/two/LICENSE", MIT + ", free of charge\n");
        Files.writeString(lib.resolve("archiver.jar"), "the program's own");
        Files.writeString(lib.resolve("native").resolve(System.mapLibraryName("td")), "\0\u00019 SSL 3.6.2 of 2026\0");
    }

    private void jar(String name, String entry, String content) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(lib.resolve(name)))) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String write(String components) throws IOException {
        Files.writeString(folder.resolve("components.yaml"), components);
        return ThirdPartyNotices.write(folder, lib);
    }

    @Test
    void every_component_has_its_version_and_the_same_licence_is_printed_once() throws IOException {
        Files.writeString(folder.resolve("ssl.txt"), "The SSL licence");
        String notices = write("""
                - {name: One, jar: one, licence: MIT, home: 'https://one.example', copyright: Copyright 1}
                - {name: Two, jar: two-parts, licence: MIT, home: 'https://two.example'}
                - {name: SSL, library: td, version: 'SSL (\\d[.\\d]*) of', licence: X, texts: [ssl.txt, one!META-INF/LICENSE.txt]}
                - {name: Elsewhere, library: none, version: x, licence: X, texts: [ssl.txt]}
                """);
        assertThat(notices)
                .contains("One 1.2.3 (lib/one-1.2.3.jar)\n    Licence: MIT\n    Copyright 1\n    https://one.example\n")
                .contains("Two 4 (lib/two-parts-4.jar)")
                .contains("SSL 3.6.2 (lib/native/" + System.mapLibraryName("td") + ")")
                .contains("\nOne, Two, SSL\n", "\nSSL\n", "The SSL licence")
                .containsOnlyOnce(MIT)
                .doesNotContain("Elsewhere");
    }

    @Test
    void what_is_not_described_or_has_no_licence_fails_the_build() {
        assertThatThrownBy(() -> write("- {name: One, jar: one, licence: MIT}\n"))
                .hasMessage("Describe in components.yaml: [two-parts]");
        String both = "- {name: One, jar: one, licence: MIT}\n- {name: Two, jar: two-parts, licence: MIT}\n";
        assertThatThrownBy(() -> write(both + "- {name: Gone, jar: gone, licence: MIT}\n"))
                .hasMessage("lib has no jar of gone, only of [one, two-parts]");
        assertThatThrownBy(() -> write(both + "- {name: SSL, library: td, version: 'SSL (\\d)', licence: X}\n"))
                .hasMessage("No licence text of SSL: name one in its texts");
        assertThatThrownBy(() -> write(both + "- {name: TLS, library: td, version: 'TLS (\\d)', licence: X}\n"))
                .hasMessageContaining("does not name its version of TLS");
    }
}
