package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.archive.audit.Audit;
import dev.tgarchiver.archive.maintenance.Readiness;
import dev.tgarchiver.archive.search.CommentRules;
import dev.tgarchiver.archive.search.SelectionOf;
import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.history.WalkBounds;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.progress.RunTotals;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.FileMoveJournal;
import dev.tgarchiver.storage.local.LocalBlobStore;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.storage.naming.TemporaryName;
import dev.tgarchiver.telegram.ContentSource;
import dev.tgarchiver.telegram.DiscussionSource;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.RacingTime;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.StoredFile;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An archive in a folder of the test, laid out as the program's own, and runs that fill it from a {@link FakeTelegram}.
 * The tracker is open during a run only, so that commands of the program can use it in between. Files are named by their
 * ids unless a test wants another template.
 */
public final class TestArchive {

    /** Longer than any test takes. */
    private static final Duration STALL = Duration.ofDays(1);

    private final Path data;
    private final FakeTelegram telegram;
    private Time time = new RacingTime();
    private int workers = 2;
    private int attempts = 3;
    private String template = "{channel}/{id}_{name}";
    private Deduplication deduplication = Deduplication.LINK;
    private RunLimits limits = new RunLimits(0, 0, Duration.ZERO, 0, List.of());
    private SelectionOf selections = (asked, found) -> Selection.EVERYTHING;
    private AdaptiveSize splitAbove = AdaptiveSize.fixed(0);
    private RefreshRules refresh = new RefreshRules(Duration.ofDays(2), true);
    private ContentSource contents = ContentSource.NONE;
    private boolean retryFailed;
    private boolean dryRun;
    private long pid;

    /** An archive that is still empty. */
    public TestArchive(Path folder, FakeTelegram telegram) {
        data = folder.resolve("data");
        this.telegram = telegram;
    }

    public TestArchive at(Time clock) {
        time = clock;
        return this;
    }

    public TestArchive workers(int count) {
        workers = count;
        return this;
    }

    /** Where more of posts is asked for. */
    public TestArchive contents(ContentSource source) {
        contents = source;
        return this;
    }

    /** How often a file is tried in a run. */
    public TestArchive attempts(int count) {
        attempts = count;
        return this;
    }

    public TestArchive template(String pattern) {
        template = pattern;
        return this;
    }

    public TestArchive deduplication(Deduplication how) {
        deduplication = how;
        return this;
    }

    public TestArchive maxFiles(long files) {
        return limits(files, 0, Duration.ZERO, 0);
    }

    public TestArchive maxBytes(long bytes) {
        return limits(0, bytes, Duration.ZERO, 0);
    }

    public TestArchive limits(long files, long bytes, Duration duration, long freeSpace) {
        limits = new RunLimits(files, bytes, duration, freeSpace, List.of(downloads()));
        return this;
    }

    /** Which files later runs want, of every channel. */
    public TestArchive select(Selection selection) {
        return select((asked, found) -> selection);
    }

    /** The same in the form that the tracker has it. */
    public TestArchive select(String selection) {
        return select(Selection.parse(selection).orElseThrow());
    }

    public TestArchive select(SelectionOf wanted) {
        selections = wanted;
        return this;
    }

    /** Files from this size on are fetched by several workers. */
    public TestArchive splitAbove(long bytes) {
        splitAbove = AdaptiveSize.fixed(bytes);
        return this;
    }

    /** Which known posts runs ask for again. */
    public TestArchive refresh(RefreshRules rules) {
        refresh = rules;
        return this;
    }

    /** Whether runs try again what failed in earlier ones. */
    public TestArchive retryFailed(boolean retry) {
        retryFailed = retry;
        return this;
    }

    /** Whether runs only walk. */
    public TestArchive dryRun(boolean dry) {
        dryRun = dry;
        return this;
    }

    public Path data() {
        return data;
    }

    public Path downloads() {
        return data.resolve("downloads");
    }

    /** Opens the tracker, which must be closed before the next run. */
    public Tracker tracker() throws TrackerFailure, IOException {
        Files.createDirectories(data);
        return SqliteTracker.open(data.resolve("tracker.db"));
    }

    public LocalBlobStore store() {
        return new LocalBlobStore(downloads());
    }

    /** Downloads channels. */
    public TestRun download(FakeChannel... channels) throws Exception {
        return download(Stream.of(channels).map(FakeChannel::ref).toArray(ChannelRef[]::new));
    }

    /** Downloads what a user names. */
    public TestRun download(ChannelRef... refs) throws Exception {
        return download(run -> {}, refs);
    }

    /** Something that the test does while a run goes on; its own thread. */
    @FunctionalInterface
    public interface Meanwhile {
        void with(ArchiveRun run) throws Exception;
    }

    /** Downloads while the test does something. */
    public TestRun download(Meanwhile meanwhile, ChannelRef... refs) throws Exception {
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        try (Tracker tracker = tracker()) {
            RunProgress progress = progress();
            Readiness.ensure(tracker, store(), new FileMoveJournal(new ArchiveHome(data).journal()));
            ArchiveRun run = new ArchiveRun(
                    sources(),
                    archive(tracker),
                    pace(),
                    settings(),
                    new ArchiveRun.Order(selections, CommentRules.NONE, retryFailed, refresh, dryRun),
                    progress,
                    events::add,
                    time);
            long id = dryRun ? 0 : startRun(tracker, "download");
            RunResult result;
            try (Background background = Background.start(() -> meanwhile.with(run))) {
                result = run.run(id, List.of(refs));
                background.await();
            }
            finishRun(tracker, id, progress.totals(), result);
            assertThat(telegram.problems()).isEmpty();
            return new TestRun(result, List.copyOf(events));
        }
    }

    /** Fetches files again, by their numbers in the tracker, as a repair does. */
    public TestRun repair(List<Long> files) throws Exception {
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        try (Tracker tracker = tracker()) {
            tracker.replace(files);
            RunProgress progress = progress();
            RepairRun run =
                    new RepairRun(sources(), archive(tracker), files, pace(), settings(), progress, events::add, time);
            long id = startRun(tracker, "verify --repair");
            RunResult result = run.run(id, tracker.channels(), new FileTotals(files.size(), 0));
            finishRun(tracker, id, progress.totals(), result);
            assertThat(telegram.problems()).isEmpty();
            return new TestRun(result, List.copyOf(events));
        }
    }

    private RunProgress progress() {
        return new RunProgress(time::now, time::nanoTime);
    }

    /** Compares a channel with what Telegram has, from a post on. */
    public Audit.Result audit(FakeChannel channel, long from, List<Audit.Finding> found) throws Exception {
        try (Tracker tracker = tracker()) {
            Audit audit = new Audit(
                    telegram,
                    telegram,
                    telegram,
                    tracker,
                    new PacedCalls(pace().throttle(), pace().backoff(), event -> {}, time),
                    time);
            ChannelRow row = tracker.channel(channel.chatId()).orElseThrow();
            return audit.run(row, from, audit.newest(row), WalkBounds.NONE, new Audit.Listener() {
                @Override
                public void audited(long ids) {}

                @Override
                public void found(Audit.Finding finding) {
                    found.add(finding);
                }
            });
        }
    }

    private long startRun(Tracker tracker, String command) throws TrackerFailure {
        pid++;
        return tracker.startRun(pid, time.now(), "", command, time.now());
    }

    private void finishRun(Tracker tracker, long id, RunTotals done, RunResult result) throws TrackerFailure {
        if (id > 0) {
            tracker.finishRun(id, result.outcome().key(), done.files(), done.bytes(), done.failed(), time.now());
        }
    }

    private ArchiveRun.Sources sources() {
        List<MediaSource> media =
                IntStream.range(0, workers).mapToObj(worker -> telegram.media()).toList();
        return new ArchiveRun.Sources(
                telegram, telegram, DiscussionSource.NONE, telegram, telegram, contents, media, telegram);
    }

    private ArchiveRun.Archive archive(Tracker tracker) {
        return new ArchiveRun.Archive(tracker, store(), PathTemplate.parse(template), deduplication);
    }

    private ArchiveRun.Pace pace() {
        return new ArchiveRun.Pace(
                new Throttle(new TokenBucket(1_000, 1_000, time), new FloodGate(time, () -> 0), time),
                new Backoff(attempts, Duration.ofMillis(100), Duration.ofSeconds(1), () -> 0.5));
    }

    private RunSettings settings() {
        return new RunSettings(
                workers,
                workers,
                15,
                STALL,
                new InFlightLimit(1, AdaptiveSize.fixed(1 << 20), 3),
                new SplitSettings(splitAbove, workers, data.resolve("lanes")),
                data.resolve("cache"),
                limits);
    }

    /** The archived files of all channels, by their names below {@link #downloads}. */
    public Map<String, Path> files() throws IOException {
        if (Files.notExists(downloads())) {
            return Map.of();
        }
        try (Stream<Path> paths = Files.walk(downloads())) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !TemporaryName.is(path))
                    .collect(Collectors.toMap(
                            path -> downloads().relativize(path).toString().replace('\\', '/'),
                            path -> path,
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    /** The place of a post's file; it may be gone. */
    public Path file(FakeChannel channel, long messageId) throws TrackerFailure, IOException, StorageFailure {
        try (Tracker tracker = tracker()) {
            for (StoredFile file : tracker.doneAfter(0, Integer.MAX_VALUE)) {
                if (tracker.postsOf(file.id())
                        .contains(channel.required(messageId).id())) {
                    return store().locate(file.stored().path());
                }
            }
        }
        throw new AssertionError("post " + messageId + " has no archived file");
    }

    /** The row of a channel. */
    public ChannelRow row(FakeChannel channel) throws TrackerFailure, IOException {
        try (Tracker tracker = tracker()) {
            return tracker.channel(channel.chatId()).orElseThrow();
        }
    }

    /** Asserts that the archive has every file of these channels, byte for byte, and nothing else. */
    public void assertHolds(FakeChannel... channels) throws IOException, TrackerFailure, StorageFailure {
        int files = 0;
        for (FakeChannel channel : channels) {
            for (Post post : channel.posts()) {
                if (post.media().isPresent()) {
                    long id = post.id().messageId();
                    assertThat(file(channel, id)).hasBinaryContent(channel.bytes(id));
                    files++;
                }
            }
        }
        assertThat(files()).hasSize(files);
    }
}
