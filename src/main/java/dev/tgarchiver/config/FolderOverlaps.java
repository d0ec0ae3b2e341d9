package dev.tgarchiver.config;

import dev.tgarchiver.config.ConfigException.Problem;
import dev.tgarchiver.config.value.Quoted;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.RealPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the archive, the login and the archiver's own files do not overlap. A run empties the folder of its lanes
 * and trims its cache, a cleanup removes unknown files: other files there would be lost. Looks at the file system,
 * since links, mounts and case folding can make two paths one folder.
 */
final class FolderOverlaps {

    private final Values values;
    private final ArchiveHome data;
    private final Path session;
    private final Path output;
    private final List<Problem> problems = new ArrayList<>();

    /** One of the archiver's own folders or files. */
    private record Own(Setting<Path> setting, Path path, String what) {}

    private FolderOverlaps(Values values) {
        this.values = values;
        data = new ArchiveHome(values.get(Settings.DATA_DIR));
        session = values.get(Settings.SESSION_DIR);
        output = values.get(Settings.OUTPUT_DIR);
    }

    /** The problems; empty when no folders overlap. Of several overlaps of one folder, the first is reported. */
    static List<Problem> of(Values values, Optional<Path> configFile) {
        FolderOverlaps overlaps = new FolderOverlaps(values);
        overlaps.check(
                Settings.OUTPUT_DIR,
                overlaps.output,
                "the archive needs a folder of its own",
                "downloads",
                "move the archived files there");
        overlaps.check(
                Settings.SESSION_DIR,
                overlaps.session,
                "the login needs a folder of its own",
                "session",
                "move the login there (td.binlog, key, and db.sqlite with its companions)");
        overlaps.checkSwept(configFile);
        return overlaps.problems;
    }

    /**
     * Reports the first overlap of a setting's folder.
     *
     * @param need the requirement
     * @param name a suitable folder in data_dir
     * @param move the advice for existing files
     */
    private void check(Setting<Path> setting, Path folder, String need, String name, String move) {
        RealPath real = RealPath.of(folder);
        for (Own own : owned(setting)) {
            RealPath other = RealPath.of(own.path());
            boolean within = other.contains(real);
            // Most of data_dir is free.
            boolean allowed = within && !real.contains(other) && own.path().equals(data.path());
            if (!allowed && (within || real.contains(other))) {
                problems.add(new Problem(
                        values.whereIs(setting)
                                .or(() -> values.whereIs(own.setting()))
                                .orElse(""),
                        setting.key(),
                        Quoted.of(folder) + " " + relation(folder, real, own.path(), other) + own.what() + "; " + need
                                + ", such as " + Quoted.of(data.path().resolve(name)) + ": set that, and " + move));
                return;
            }
        }
    }

    private static String relation(Path folder, RealPath real, Path own, RealPath other) {
        if (folder.equals(own)) {
            return "is also ";
        }
        String is = real.contains(other) ? "contains " : "lies in ";
        return (real.contains(other) && other.contains(real) ? "is the same folder as " : is) + Quoted.of(own) + ", ";
    }

    /** The folders that a setting's folder must not overlap; each pair of settings is checked once. */
    private List<Own> owned(Setting<Path> setting) {
        List<Own> owned = new ArrayList<>(List.of(
                new Own(Settings.DATA_DIR, data.path(), "data_dir, where the archiver keeps files of its own"),
                new Own(Settings.DATA_DIR, data.lanes(), "the folder of lanes in data_dir, which every run empties"),
                new Own(Settings.DATA_DIR, data.cache(), "the folder of TDLib's cache in data_dir"),
                new Own(Settings.DATA_DIR, data.logs(), "the folder of logs in data_dir")));
        data.files().forEach(file -> owned.add(new Own(Settings.DATA_DIR, file, "a file of the archiver's own")));
        if (setting == Settings.OUTPUT_DIR) {
            owned.add(new Own(Settings.SESSION_DIR, session, "telegram.session_dir, which holds the login"));
        }
        return owned;
    }

    /** Reports user files in folders that the archiver cleans. */
    private void checkSwept(Optional<Path> configFile) {
        List<Path> swept = List.of(data.lanes(), data.cache());
        configFile.ifPresent(file -> checkSwept(file, "the configuration", "", swept));
        values.find(Settings.TDLIB_LIBRARY)
                .ifPresent(library -> checkSwept(library, "the library", Settings.TDLIB_LIBRARY.key(), swept));
    }

    private void checkSwept(Path file, String what, String key, List<Path> swept) {
        RealPath real = RealPath.of(file);
        for (Path folder : swept) {
            if (RealPath.of(folder).contains(real)) {
                problems.add(new Problem(
                        key.isEmpty()
                                ? ""
                                : values.whereIs(Settings.TDLIB_LIBRARY).orElse(""),
                        key,
                        what + " " + Quoted.of(file) + " lies in " + Quoted.of(folder)
                                + ", which the archiver empties; move it elsewhere"));
            }
        }
    }
}
