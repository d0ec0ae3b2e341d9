package dev.tgarchiver.cli.option;

import dev.tgarchiver.config.OptionOverride;
import dev.tgarchiver.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that end a run early. */
public final class LimitOptions {

    @Option(
            names = "--max-files",
            paramLabel = "N",
            description = "End after N files; 0 for no limit. Default: download.max_files_per_run.")
    private @Nullable String maxFiles;

    @Option(
            names = "--max-bytes",
            paramLabel = "SIZE",
            description = "End before more than this is downloaded: 500MB, 2GiB; 0 for no limit. "
                    + "Default: download.max_bytes_per_run.")
    private @Nullable String maxBytes;

    @Option(
            names = "--max-duration",
            paramLabel = "TIME",
            description =
                    "End after this time: 300 (seconds), 90m, 2h; 0 for no limit. Default: download.max_duration.")
    private @Nullable String maxDuration;

    /** The given values. */
    public List<OptionOverride> overrides() {
        List<OptionOverride> overrides = new ArrayList<>();
        OptionOverride.add(overrides, Settings.MAX_FILES_PER_RUN, "--max-files", maxFiles);
        OptionOverride.add(overrides, Settings.MAX_BYTES_PER_RUN, "--max-bytes", maxBytes);
        OptionOverride.add(overrides, Settings.MAX_DURATION, "--max-duration", maxDuration);
        return overrides;
    }
}
