package dev.tgarchiver.cli.option;

import dev.tgarchiver.config.OptionOverride;
import dev.tgarchiver.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the number of workers and lanes of a download. */
public final class WorkerOptions {

    @Option(
            names = {"-w", "--workers"},
            paramLabel = "N",
            description = "Workers, each with one file at a time or several small ones, 1 to 8. Default: "
                    + "download.concurrent_downloads.")
    private @Nullable String workers;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            description =
                    "TDLib clients that the workers share, 1 to 8; auto for one each. Default: " + "download.lanes.")
    private @Nullable String lanes;

    /** The given values. */
    public List<OptionOverride> overrides() {
        List<OptionOverride> overrides = new ArrayList<>();
        OptionOverride.add(overrides, Settings.CONCURRENT_DOWNLOADS, "--workers", workers);
        OptionOverride.add(overrides, Settings.LANES, "--lanes", lanes);
        return overrides;
    }
}
