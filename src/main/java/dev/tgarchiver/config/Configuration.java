package dev.tgarchiver.config;

import dev.tgarchiver.config.value.Proxy;
import dev.tgarchiver.config.value.Secret;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.storage.ArchiveHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The configuration of this run: valid once it exists, immutable. All paths are absolute.
 *
 * @param file the file it was read from, if there was one
 * @param dataDir folder of tracker, logs and files while they download
 * @param limits the limits that end a run early
 * @param selections which files are wanted
 * @param effective every setting with its value (secrets masked) and where it comes from, in the documented order
 */
public record Configuration(
        Optional<Path> file,
        Path dataDir,
        Telegram telegram,
        List<ChannelRef> channels,
        Download download,
        Limits limits,
        SelectionRules selections,
        Refresh refresh,
        Keeping keeping,
        List<EffectiveSetting> effective) {

    private static final String GET_CREDENTIALS = "get api_id and api_hash at https://my.telegram.org (API development "
            + "tools), then set TELEGRAM_API_ID and TELEGRAM_API_HASH or write them into the configuration";

    private static final String WRITE_ONE =
            "run archiver init, which asks for it and writes a configuration; or name yours "
                    + "with --config FILE; or set TELEGRAM_API_ID and TELEGRAM_API_HASH";

    /** Copies the lists. */
    public Configuration {
        channels = List.copyOf(channels);
        effective = List.copyOf(effective);
    }

    /** Where the archiver's own files are in {@code data_dir}. */
    public ArchiveHome home() {
        return new ArchiveHome(dataDir);
    }

    /**
     * How to reach Telegram, and as whom.
     *
     * @param apiId needed by commands that talk to Telegram
     * @param apiHash likewise
     * @param connectTimeout longest wait for a connection; zero for no limit, empty for a default that depends on the
     *     output
     * @param tdlibLibrary another libtdjson than the bundled one
     */
    public record Telegram(
            Credential<Integer> apiId,
            Credential<Secret> apiHash,
            Path sessionDir,
            Optional<Proxy> proxy,
            Optional<Duration> connectTimeout,
            boolean useTestDc,
            Optional<Path> tdlibLibrary) {

        /**
         * Demands both credentials.
         *
         * @throws ConfigException with a problem for each that is missing
         */
        public void demandCredentials() throws ConfigException {
            List<ConfigException.Problem> problems = new ArrayList<>();
            apiId.absence().ifPresent(problems::add);
            apiHash.absence().ifPresent(problems::add);
            if (!problems.isEmpty()) {
                throw new ConfigException(problems);
            }
        }
    }

    /**
     * How files are downloaded, and where to.
     *
     * @param pathTemplate unchecked here unless {@link ConfigLoader#checking} was asked to
     * @param maxFilesPerRun 0 for no limit
     * @param concurrentDownloads 1 to 8
     * @param lanes TDLib clients for the workers, 1 to 8; empty for one each
     * @param splitAbove smallest size in bytes of files that several workers fetch together; 0 for never, empty for a
     *     size that follows from the workers' speed
     * @param laneWindow a worker starts further files while fewer bytes than this remain; 0 for one file at a time,
     *     empty for a size that follows from the workers' speed
     * @param workerTimeout time without a new byte
     */
    public record Download(
            Path outputDir,
            String pathTemplate,
            int maxFilesPerRun,
            int concurrentDownloads,
            OptionalInt lanes,
            OptionalLong splitAbove,
            OptionalLong laneWindow,
            int maxQueueSize,
            Duration workerTimeout,
            RateLimit rateLimit,
            Retry retry) {}

    /**
     * The limits that end a run early.
     *
     * @param maxBytes 0 for no limit
     * @param maxDuration zero for no limit
     * @param minFreeSpace bytes, 0 for no limit
     */
    public record Limits(long maxBytes, Duration maxDuration, long minFreeSpace) {}

    /**
     * Which known posts runs ask for again.
     *
     * @param window those younger than this; zero for none
     * @param backfill whether those that an older archiver has not recorded whole
     */
    public record Refresh(Duration window, boolean backfill) {}

    /**
     * The limits of disk use.
     *
     * @param maxCacheSize most bytes of TDLib's own cache after a cleanup
     */
    public record Keeping(Deduplication deduplication, long maxCacheSize) {}

    /** The pace of calls to Telegram. */
    public record RateLimit(double requestsPerSecond, int burstSize) {}

    /** How often and when a file is retried. */
    public record Retry(int maxAttempts, Duration baseDelay, Duration maxDelay) {}

    /** {@code places} are the places where no file was found. */
    static Configuration of(Optional<Path> file, List<Path> places, Values values, SelectionRules selections) {
        String getCredentials = file.isPresent()
                ? GET_CREDENTIALS
                : "there is no configuration (looked for "
                        + places.stream().map(Path::toString).collect(Collectors.joining(" and ")) + "): " + WRITE_ONE;
        return new Configuration(
                file,
                values.get(Settings.DATA_DIR),
                new Telegram(
                        values.credential(Settings.API_ID, getCredentials),
                        values.credential(Settings.API_HASH, getCredentials),
                        values.get(Settings.SESSION_DIR),
                        values.find(Settings.PROXY),
                        values.get(Settings.CONNECT_TIMEOUT),
                        values.get(Settings.USE_TEST_DC),
                        values.find(Settings.TDLIB_LIBRARY)),
                values.get(Settings.CHANNELS),
                new Download(
                        values.get(Settings.OUTPUT_DIR),
                        values.get(Settings.PATH_TEMPLATE),
                        values.get(Settings.MAX_FILES_PER_RUN),
                        values.get(Settings.CONCURRENT_DOWNLOADS),
                        values.get(Settings.LANES),
                        values.get(Settings.SPLIT_ABOVE),
                        values.get(Settings.LANE_WINDOW),
                        values.get(Settings.MAX_QUEUE_SIZE),
                        values.get(Settings.WORKER_TIMEOUT),
                        new RateLimit(values.get(Settings.REQUESTS_PER_SECOND), values.get(Settings.BURST_SIZE)),
                        new Retry(
                                values.get(Settings.MAX_ATTEMPTS),
                                values.get(Settings.BASE_DELAY),
                                values.get(Settings.MAX_DELAY))),
                new Limits(
                        values.get(Settings.MAX_BYTES_PER_RUN),
                        values.get(Settings.MAX_DURATION),
                        values.get(Settings.MIN_FREE_SPACE)),
                selections,
                new Refresh(values.get(Settings.REFRESH_WINDOW), values.get(Settings.REFRESH_BACKFILL)),
                new Keeping(values.get(Settings.DEDUP), values.get(Settings.MAX_CACHE_SIZE)),
                values.effective());
    }
}
