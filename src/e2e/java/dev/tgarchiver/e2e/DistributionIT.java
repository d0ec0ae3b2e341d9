package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.junit.LocalTelegram;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tdlib.binding.TdLibrary;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets, copied elsewhere: TDLib is loaded only if it is the one that the build brought. */
@LocalTelegram
final class DistributionIT {

    @TempDir
    private Path folder;

    private Path copy() throws IOException {
        Path original = Distribution.TESTED.program().resolve("../..").normalize();
        Path copy = folder.resolve("some where");
        try (Stream<Path> paths = Files.walk(original)) {
            for (Path path : paths.toList()) {
                Path target = copy.resolve(original.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return copy;
    }

    @Test
    void a_changed_library_is_not_loaded(TelegramServer telegram) throws IOException {
        Path copy = copy();
        Path library = copy.resolve("lib/native").resolve(System.mapLibraryName("tdjson"));
        List<String> chats = List.of(copy.resolve("bin/archiver").toString(), "chats");
        Installation archiver = Installation.in(Files.createDirectory(folder.resolve("archiver")), telegram);
        Path config = archiver.folder().resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replaceAll("(?m)^ *tdlib_library: .*\n", ""));
        ProgramRun sound = archiver.launch(chats).await();
        assertThat(sound.exitCode()).as("%s", sound).isEqualTo(4);

        try (RandomAccessFile file = new RandomAccessFile(library.toFile(), "rw")) {
            file.seek(file.length() / 2);
            int before = file.read();
            file.seek(file.length() / 2);
            file.write(before ^ 1);
        }
        ProgramRun changed = archiver.launch(chats).await();
        assertThat(changed.exitCode()).as("%s", changed).isEqualTo(6);
        assertThat(changed.err())
                .contains(library.toRealPath().toString(), "was changed", "SHA-256", "not loaded", "tdlib_library");

        // Another library on purpose is its owner's business.
        archiver.environment("ARCHIVER_TELEGRAM_TDLIB_LIBRARY", library.toString());
        ProgramRun chosen = archiver.launch(chats).await();
        assertThat(chosen.exitCode()).as("%s", chosen).isEqualTo(4);
    }

    @Test
    void a_java_home_that_is_wrong_is_named(TelegramServer telegram) throws IOException {
        Installation archiver = Installation.in(folder, telegram);
        archiver.environment("JAVA_HOME", "/no/such/java");
        ProgramRun absent = archiver.run("", "stats");
        assertThat(absent.exitCode()).as("%s", absent).isEqualTo(2);
        assertThat(absent.err()).contains("JAVA_HOME is /no/such/java", "no bin/java", "unset it");

        Path old = folder.resolve("jdk-11");
        Path java = Files.createDirectories(old.resolve("bin")).resolve("java");
        assertThat(Files.createFile(java).toFile().setExecutable(true)).isTrue();
        for (String version : List.of("1.8.0_392", "9.0.4", "11.0.22", "16")) {
            Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
            archiver.environment("JAVA_HOME", old.toString());
            ProgramRun run = archiver.run("", "stats");
            assertThat(run.exitCode()).as("%s: %s", version, run).isEqualTo(2);
            assertThat(run.err()).contains("JAVA_HOME is " + old, version, "17 or later");
        }
    }

    @Test
    void the_help_that_the_build_wrote_is_the_help(TelegramServer telegram) throws IOException {
        Installation archiver = Installation.in(folder, telegram);
        ProgramRun written = archiver.run("", "--help");
        ProgramRun made = archiver.run("", "--help", "--no-color");

        assertThat(written.exitCode()).isZero();
        assertThat(written.out()).contains("archiver", "--config", "verify").isEqualTo(made.out());
        assertThat(archiver.run("", "download", "--help").out()).contains("Print only problems.");
    }

    @Test
    void the_notices_name_every_library_and_nothing_that_is_not_there() throws IOException {
        Path distribution = Distribution.TESTED.program().resolve("../..").normalize();
        String notices = Files.readString(distribution.resolve("THIRD-PARTY-NOTICES"));
        List<String> named = Pattern.compile("(?m)^\\S.* \\(lib/(.*)\\)$")
                .matcher(notices)
                .results()
                .map(line -> line.group(1))
                .distinct()
                .toList();
        Path lib = distribution.resolve("lib");
        try (Stream<Path> files = Files.walk(lib)) {
            // The program's own are archiver.jar and archiver.jsa; jnidispatch is a part of JNA.
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> lib.relativize(file).toString())
                            .filter(file -> !file.startsWith("archiver.") && !file.contains("jnidispatch"))
                            .toList());
        }
        assertThat(notices)
                .contains("TDLib " + TdLibrary.VERSION + " (lib/native/")
                .contains("\nOpenSSL 3.", "\nzlib 1.", "\nSQLite 3.")
                .contains("GNU LESSER GENERAL PUBLIC LICENSE", "Apache License", "Boost Software License");
    }

    @Test
    void the_programs_of_the_build_are_not_shipped() throws IOException {
        Path jar =
                Distribution.TESTED.program().resolve("../../lib/archiver.jar").normalize();
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(JarEntry::getName))
                    .contains("dev/tgarchiver/cli/Main.class", "dev/tgarchiver/cli/help.txt")
                    .noneMatch(name -> name.startsWith("dev/tgarchiver/build/"));
        }
    }
}
