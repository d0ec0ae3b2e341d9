package dev.tgarchiver.app.check;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.storage.FreeSpace;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.FolderAbilities;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks that the archive's folders are writable, have room, and lie on capable file systems. */
final class DiskChecks {

    private static final String OUTPUT = "output_dir";
    private static final String ELSEWHERE =
            "change its owner or permissions, or set %s to a folder that you can write to";

    private final Configuration configuration;
    private final Findings findings;

    DiskChecks(Configuration configuration, Findings findings) {
        this.configuration = configuration;
        this.findings = findings;
    }

    void run() {
        Path output = configuration.download().outputDir();
        if (folder(OUTPUT, "download.output_dir", output)) {
            fileSystem(output);
        } else {
            findings.skipped("file system", "output_dir does not exist yet");
        }
        boolean unused = folder("data_dir", "data_dir", configuration.dataDir());
        unused = folder(
                "session_dir", "telegram.session_dir", configuration.telegram().sessionDir());
        room(output);
        tracker();
    }

    /** Checks that the folder exists and is writable. */
    private boolean folder(String check, String key, Path folder) {
        Path nearest = FreeSpace.nearestExisting(folder);
        boolean there = Files.exists(folder);
        String advice = ELSEWHERE.formatted(key);
        if (!Files.isDirectory(nearest)) {
            findings.problem(check, nearest + " is not a folder", advice, CompletionStatus.STORAGE);
        } else if (!Files.isWritable(nearest)) {
            findings.problem(
                    check,
                    there ? folder + " cannot be written to" : "cannot create " + folder + " in " + nearest,
                    advice,
                    CompletionStatus.STORAGE);
        } else {
            findings.ok(check, folder + (there ? "" : " (does not exist yet; the first run creates it)"));
            return there;
        }
        return false;
    }

    private void fileSystem(Path output) {
        String check = "file system";
        FolderAbilities can;
        try {
            can = FolderAbilities.probe(output);
        } catch (StorageFailure e) {
            findings.problem(check, e);
            return;
        }
        if (!can.longNames()) {
            findings.problem(
                    check,
                    can.fileSystem() + " does not accept names of 255 bytes, which files of the archive may need",
                    "set download.output_dir to another file system, or shorten names with download.path_template",
                    CompletionStatus.STORAGE);
        } else if (!can.hardLinks() || !sharesCache(output)) {
            findings.warning(
                    check,
                    can.fileSystem() + ": finished files are copied into output_dir, since they cannot be linked"
                            + (can.hardLinks() ? " from another file system" : " there"),
                    "to write each file only once, put data_dir on the same file system as output_dir, one with hard "
                            + "links; nothing is wrong otherwise");
        } else {
            findings.ok(
                    check,
                    can.fileSystem() + ": long names, hard links, "
                            + (can.caseSensitive()
                                    ? "upper and lower case differ"
                                    : "upper and lower case are the same"));
        }
    }

    private boolean sharesCache(Path output) {
        try {
            return FreeSpace.isShared(output, configuration.home().cache());
        } catch (StorageFailure e) {
            return true;
        }
    }

    private void room(Path output) {
        String check = "free space";
        long reserve = configuration.limits().minFreeSpace();
        try {
            long free = FreeSpace.usable(output);
            String found = ByteSize.format(free) + " in " + output;
            if (free <= reserve) {
                findings.problem(
                        check,
                        found + ", and " + ByteSize.format(reserve) + " must stay free (download.min_free_space)",
                        "free some space there, or lower download.min_free_space",
                        CompletionStatus.STORAGE);
            } else {
                findings.ok(
                        check,
                        found + ", of which " + ByteSize.format(reserve) + " stay free (download.min_free_space)");
            }
        } catch (StorageFailure e) {
            findings.problem(check, e);
        }
    }

    private void tracker() {
        String check = "tracker";
        Path file = configuration.home().tracker();
        if (!Files.exists(file)) {
            findings.ok(check, "nothing is archived yet");
            return;
        }
        try (TrackerReader tracker = SqliteTracker.openReadOnly(file)) {
            int channels = tracker.channels().size();
            findings.ok(check, file + ": " + channels + (channels == 1 ? " channel" : " channels"));
        } catch (TrackerFailure e) {
            findings.problem(check, e);
        }
    }
}
