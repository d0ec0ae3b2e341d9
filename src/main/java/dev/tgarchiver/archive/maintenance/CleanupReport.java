package dev.tgarchiver.archive.maintenance;

import dev.tgarchiver.tracker.file.FileTotals;
import java.util.List;

/**
 * What a cleanup found and did, or, as a dry run, would do.
 *
 * @param checked files of the archive that were checked
 * @param wanted gone files that are pending again
 * @param forgone gone files that are remembered as removed
 * @param temporaries temporary files in the archive's folder, removed
 * @param lanes files of stale lanes, removed
 * @param partials partial downloads that no run will resume, removed
 * @param cached files of TDLib's cache beyond its size, removed
 * @param orphans the names below the archive's folder of files there that the tracker does not know
 * @param orphanBytes the sum of their sizes
 * @param orphansRemoved whether they were removed
 * @param problems what could not be checked or removed, in words for the user
 */
public record CleanupReport(
        long checked,
        FileTotals wanted,
        FileTotals forgone,
        FileTotals temporaries,
        FileTotals lanes,
        FileTotals partials,
        FileTotals cached,
        List<String> orphans,
        long orphanBytes,
        boolean orphansRemoved,
        List<String> problems) {}
