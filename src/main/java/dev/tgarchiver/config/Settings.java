package dev.tgarchiver.config;

import static dev.tgarchiver.config.value.ValueReaders.autoOffOrByteSize;
import static dev.tgarchiver.config.value.ValueReaders.autoOrDuration;
import static dev.tgarchiver.config.value.ValueReaders.autoOrWholeNumber;
import static dev.tgarchiver.config.value.ValueReaders.byteSize;
import static dev.tgarchiver.config.value.ValueReaders.channels;
import static dev.tgarchiver.config.value.ValueReaders.duration;
import static dev.tgarchiver.config.value.ValueReaders.oneOf;
import static dev.tgarchiver.config.value.ValueReaders.path;
import static dev.tgarchiver.config.value.ValueReaders.positiveDecimal;
import static dev.tgarchiver.config.value.ValueReaders.proxy;
import static dev.tgarchiver.config.value.ValueReaders.secret;
import static dev.tgarchiver.config.value.ValueReaders.text;
import static dev.tgarchiver.config.value.ValueReaders.truth;
import static dev.tgarchiver.config.value.ValueReaders.wholeNumber;

import dev.tgarchiver.config.value.Proxy;
import dev.tgarchiver.config.value.Secret;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Deduplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** All keys. A further key is declared here and nowhere else. */
public final class Settings {

    private static final List<Setting<?>> DECLARED = new ArrayList<>();

    /** Folder of tracker, logs and TDLib's files while they download. */
    public static final Setting<Path> DATA_DIR =
            declare(Setting.of("data_dir", path(), "Folder of the tracker, the logs and files while they download.")
                    .byDefault("./data"));

    /** The application's number at Telegram. */
    public static final Setting<Integer> API_ID = declare(
            Setting.of("telegram.api_id", wholeNumber(1, Integer.MAX_VALUE), "Your application's api_id at Telegram.")
                    .byDefault("${TELEGRAM_API_ID}")
                    .keptSecret()
                    .demandedOnUse());

    /** The application's secret at Telegram. */
    public static final Setting<Secret> API_HASH = declare(Setting.of(
                    "telegram.api_hash",
                    secret(Pattern.compile("[0-9a-fA-F]{32}"), "32 hexadecimal digits"),
                    "Your application's api_hash at Telegram.")
            .byDefault("${TELEGRAM_API_HASH}")
            .keptSecret()
            .demandedOnUse());

    /** Folder of TDLib's database: anyone who can read it is logged in as the user. */
    public static final Setting<Path> SESSION_DIR = declare(Setting.within(
            DATA_DIR,
            "session",
            Setting.of("telegram.session_dir", path(), "Folder of the login; keep it to yourself.")));

    /** Proxy to Telegram. */
    public static final Setting<Proxy> PROXY =
            declare(Setting.of("telegram.proxy", proxy(), "Proxy through which Telegram is reached.")
                    .keptSecret());

    /** Patience with the network. */
    public static final Setting<Optional<Duration>> CONNECT_TIMEOUT = declare(Setting.of(
                    "telegram.connect_timeout",
                    autoOrDuration(Duration.ofDays(365)),
                    "Time without a connection to Telegram after which a command ends; 0 = no limit, auto = 5m, and no "
                            + "limit on a terminal.")
            .byDefault("auto"));

    /** Telegram's test servers instead of the real ones. */
    public static final Setting<Boolean> USE_TEST_DC =
            declare(Setting.of("telegram.use_test_dc", truth(), "Whether to use Telegram's test servers.")
                    .byDefault("false"));

    /** Another libtdjson. */
    public static final Setting<Path> TDLIB_LIBRARY =
            declare(Setting.of("telegram.tdlib_library", path(), "Another libtdjson in place of the bundled one."));

    /** What to archive. */
    public static final Setting<List<ChannelRef>> CHANNELS =
            declare(Setting.of("channels", channels(), "The channels to archive when the command names none.")
                    .byDefault("", values -> List.of()));

    /** Folder of the archive. */
    public static final Setting<Path> OUTPUT_DIR = declare(Setting.within(
            DATA_DIR, "downloads", Setting.of("download.output_dir", path(), "Folder of the archived files.")));

    /** How files are named in the archive. */
    public static final Setting<String> PATH_TEMPLATE = declare(Setting.of(
                    "download.path_template",
                    text("a template such as {channel}/{id}_{name}"),
                    "Path of a file within output_dir, with its name.")
            .byDefault("{channel}/{date:yyyy-MM}/{id}_{name}"));

    /** Duplicate bytes. */
    public static final Setting<Deduplication> DEDUP = declare(Setting.of(
                    "download.dedup",
                    oneOf(Deduplication.class),
                    "What to do with bytes that are already in the archive under another name.")
            .byDefault("link"));

    /** Files after which a run ends. */
    public static final Setting<Integer> MAX_FILES_PER_RUN = declare(Setting.of(
                    "download.max_files_per_run",
                    wholeNumber(0, 1_000_000_000),
                    "Files after which a run ends; 0 = no limit.")
            .byDefault("0"));

    /** Bytes after which a run ends. */
    public static final Setting<Long> MAX_BYTES_PER_RUN = declare(Setting.of(
                    "download.max_bytes_per_run",
                    byteSize("no limit"),
                    "Bytes that a run downloads at most; 0 = no limit.")
            .byDefault("0"));

    /** Time after which a run ends. */
    public static final Setting<Duration> MAX_DURATION = declare(Setting.of(
                    "download.max_duration",
                    duration(Duration.ZERO, Duration.ofDays(365)),
                    "Time after which a run ends; 0 = no limit.")
            .byDefault("0"));

    /** Space that must stay free. */
    public static final Setting<Long> MIN_FREE_SPACE = declare(Setting.of(
                    "download.min_free_space",
                    byteSize("no limit"),
                    "Free space on the disk below which a run ends; 0 = no limit.")
            .byDefault("1GiB"));

    static {
        DECLARED.addAll(SelectSettings.ALL);
    }

    /** Workers. */
    public static final Setting<Integer> CONCURRENT_DOWNLOADS = declare(Setting.of(
                    "download.concurrent_downloads",
                    wholeNumber(1, 8),
                    "Workers, each with one file at a time or several small ones.")
            .byDefault("3"));

    /** TDLib clients. */
    public static final Setting<OptionalInt> LANES = declare(Setting.of(
                    "download.lanes",
                    autoOrWholeNumber(1, 8),
                    "TDLib clients that the workers share; auto = one for each worker, and workers that add no "
                            + "throughput are paused.")
            .byDefault("auto"));

    /** Files that several workers fetch at once. */
    public static final Setting<OptionalLong> SPLIT_ABOVE = declare(Setting.of(
                    "download.split_above",
                    autoOffOrByteSize(),
                    "Split files of at least this size across idle workers; auto = what one worker downloads in 2 s "
                            + "(16 to 64 MiB), off = never split.")
            .byDefault("auto"));

    /** Bytes of a worker in flight. */
    public static final Setting<OptionalLong> LANE_WINDOW = declare(Setting.of(
                    "download.lane_window",
                    autoOffOrByteSize(),
                    "A worker starts further files while fewer bytes than this remain of those in flight; auto = what it "
                            + "downloads in 1 s (1 to 32 MiB; two files on a short round trip), off = one file at a time.")
            .byDefault("auto"));

    /** Files in the queue. */
    public static final Setting<Integer> MAX_QUEUE_SIZE = declare(
            Setting.of("download.max_queue_size", wholeNumber(1, 100_000), "Files queued in memory, smallest first.")
                    .byDefault("100"));

    /** Patience with a file. */
    public static final Setting<Duration> WORKER_TIMEOUT = declare(Setting.of(
                    "download.worker_timeout",
                    duration(Duration.ofSeconds(1), Duration.ofDays(1)),
                    "Time without a new byte after which a download is stopped and retried.")
            .byDefault("300"));

    /** Calls to Telegram. */
    public static final Setting<Double> REQUESTS_PER_SECOND = declare(Setting.of(
                    "download.rate_limit.requests_per_second",
                    positiveDecimal(1000),
                    "Requests to Telegram per second.")
            .byDefault("2"));

    /** Calls to Telegram without a pause. */
    public static final Setting<Integer> BURST_SIZE = declare(Setting.of(
                    "download.rate_limit.burst_size",
                    wholeNumber(1, 1000),
                    "Requests that may follow each other without a pause after an idle time.")
            .byDefault("5"));

    /** Attempts at a file. */
    public static final Setting<Integer> MAX_ATTEMPTS = declare(Setting.of(
                    "download.retry.max_attempts", wholeNumber(1, 100), "Attempts after which a file counts as failed.")
            .byDefault("5"));

    /** First pause before another attempt. */
    public static final Setting<Duration> BASE_DELAY = declare(Setting.of(
                    "download.retry.base_delay",
                    duration(Duration.ofMillis(1), Duration.ofHours(1)),
                    "Pause before the second attempt; it doubles with each further one.")
            .byDefault("2s"));

    /** Longest pause before another attempt. */
    public static final Setting<Duration> MAX_DELAY = declare(Setting.of(
                    "download.retry.max_delay",
                    duration(Duration.ofMillis(1), Duration.ofDays(7)),
                    "Longest pause between two attempts.")
            .byDefault("10m"));

    /** Age of the posts that every run asks for again. */
    public static final Setting<Duration> REFRESH_WINDOW = declare(Setting.of(
                    "refresh.window",
                    duration(Duration.ZERO, Duration.ofDays(3650)),
                    "Every run asks again for posts younger than this, which may be edited or deleted; 0 = for none.")
            .byDefault("48h"));

    /** Posts that an older archiver has recorded. */
    public static final Setting<Boolean> REFRESH_BACKFILL = declare(Setting.of(
                    "refresh.backfill",
                    truth(),
                    "Whether runs ask again for posts that an older archiver has not recorded whole.")
            .byDefault("true"));

    /** TDLib's cache after a cleanup. */
    public static final Setting<Long> MAX_CACHE_SIZE = declare(Setting.of(
                    "cache.max_size",
                    byteSize("keep none"),
                    "Size to which archiver cleanup trims TDLib's own cache of files.")
            .byDefault("1GiB"));

    private static final List<Setting<?>> ALL = List.copyOf(DECLARED);

    private Settings() {}

    /** All settings, in the order in which they are documented. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    private static <T> Setting<T> declare(Setting<T> setting) {
        DECLARED.add(setting);
        return setting;
    }
}
