package dev.tgarchiver.torture.posts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Folders;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.torture.Cast;
import dev.tgarchiver.torture.Damage;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Lets a channel and a group with topics live on between runs of the program: posts of every kind come, are edited, get
 * other media, are pinned, reacted to and deleted, topics and names change. At the end, the archive must be what another
 * TDLib saw before each run, and what the server knows that it was sent: every version, every deletion, every file.
 */
public final class PostsTorture {

    private static final String RATE = "{requests_per_second: 30, burst_size: 1000}";

    /** Of so many runs, one is an audit, which finds changes and fetches no file. */
    private static final int RUNS_PER_AUDIT = 7;

    private static final int FILES_MISSING = 3;
    private static final long FIRST_ID = 20_000_000;
    private static final long FIRST_ID_OF_GROUP = 40_000_000;
    private static final int RUNS_PER_LINE = 10;

    private final Path folder;
    private final Distribution distribution;
    private final TelegramServer telegram;
    private final Random random;
    private final Damage damage;
    private final PrintStream out;
    private final Map<Channel, Map<Integer, Expected>> expected = new HashMap<>();
    private final List<LivingChannel> living = new ArrayList<>();
    private final Set<String> contents = new TreeSet<>();

    /** Every file that was in a post when a download could fetch it, by its SHA-256. */
    private final Set<String> fetched = new HashSet<>();

    /** Every file that was in a post when the program looked. */
    private final Set<String> seen = new HashSet<>();

    /** Whether the run before was an audit. */
    private boolean audited;

    public PostsTorture(
            Path folder,
            Distribution distribution,
            TelegramServer telegram,
            long seed,
            Damage damage,
            PrintStream out) {
        this.folder = folder;
        this.distribution = distribution;
        this.telegram = telegram;
        this.random = new Random(seed);
        this.damage = damage;
        this.out = out;
    }

    /** Does so many operations, in equal parts before each of the runs, and compares. */
    public void run(int operations, int runs) throws IOException, TrackerFailure {
        User user = telegram.world()
                .user(Installation.PHONE)
                .named("Alice", "")
                .code(Installation.CODE)
                .unlimited();
        Cast cast = Cast.in(telegram);
        Channel channel = telegram.world().channel("Channel").username("living_channel");
        Channel group =
                telegram.world().channel("Group").username("living_group").forum();
        living.add(new LivingChannel(channel, new KindDeck(cast, false, FIRST_ID, random), cast, random));
        living.add(new LivingChannel(group, new KindDeck(cast, true, FIRST_ID_OF_GROUP, random), cast, random));
        for (LivingChannel each : living) {
            each.channel().joinedBy(user);
            expected.put(each.channel(), new TreeMap<>());
        }
        Installation archive = Installation.of(distribution, folder.resolve("archive"), telegram, RATE);
        Files.createDirectories(archive.downloads());
        archive.login();
        Witness witness = Witness.in(folder.resolve("witness"), distribution, telegram);
        int done = 0;
        for (int run = 1; run <= runs; run++) {
            for (; done < (long) operations * run / runs; done++) {
                living.get(random.nextInt(living.size())).change(Operation.any(random));
            }
            look(witness, archive, run % RUNS_PER_AUDIT == 0 && run < runs);
            if (run % RUNS_PER_LINE == 0 || run == runs) {
                out.println(done + " operations, " + run + " runs, " + contents.size() + " contents, " + damage);
            }
        }
        compare(archive);
    }

    /** How many of TDLib's contents there were. */
    public int contents() {
        return contents.size();
    }

    private void look(Witness witness, Installation archive, boolean audit) throws IOException {
        Map<Channel, Map<Integer, JsonNode>> now =
                witness.messages(living.stream().map(LivingChannel::channel).toList());
        for (LivingChannel each : living) {
            note(each, now.getOrDefault(each.channel(), Map.of()), audit);
        }
        if (audit) {
            ProgramRun run = archive.run("", "verify", "--audit");
            if (run.exitCode() != 0 && run.exitCode() != FILES_MISSING) {
                damage.wrong("the audit ended with " + run);
            }
        } else {
            ProgramRun run = archive.run("", "download", "@living_channel", "@living_group");
            // A file that an audit found may have gone with its post before it was fetched.
            if (!audited || run.exitCode() != FILES_MISSING) {
                expect(run);
            }
        }
        audited = audit;
    }

    private void expect(ProgramRun run) {
        if (run.exitCode() != 0) {
            damage.wrong("the program ended with " + run);
        }
    }

    private void note(LivingChannel each, Map<Integer, JsonNode> messages, boolean audit) {
        Map<Integer, Expected> posts = expected.get(each.channel());
        if (posts == null || !messages.keySet().equals(each.kinds().keySet())) {
            throw new IllegalStateException("another TDLib sees posts " + messages.keySet() + " of "
                    + each.kinds().keySet());
        }
        posts.forEach((id, post) -> {
            if (!messages.containsKey(id)) {
                post.gone();
            }
        });
        messages.forEach((id, message) -> {
            contents.add(message.path("content").path("@type").asText());
            Expected post = posts.computeIfAbsent(id, unused -> new Expected());
            // An audit asks for posts that a walk has recorded.
            post.seen(message, each.raw(id), each.text(id), each.kind(id), !audit || post.isRequired());
            seen.addAll(post.newest().files());
            if (!audit) {
                fetched.addAll(post.newest().files());
            }
        });
    }

    private void compare(Installation archive) throws IOException, TrackerFailure {
        Map<String, String> archived = archived(archive);
        try (TrackerReader tracker = SqliteTracker.openReadOnly(archive.tracker())) {
            tracker.integrityCheck().forEach(problem -> damage.wrong("integrity check: " + problem));
            for (LivingChannel each : living) {
                Comparison comparison = new Comparison(
                        tracker, each.channel(), expected.getOrDefault(each.channel(), Map.of()), damage);
                comparison.posts();
                comparison.files(archived);
                if (each.channel().isForum()) {
                    comparison.topics();
                }
                String title =
                        tracker.channel(each.channel().chatId()).orElseThrow().title();
                if (!title.equals(each.channel().title())) {
                    damage.wrong("the title of @" + each.channel().username() + " is " + title + ", expected "
                            + each.channel().title());
                }
            }
        }
        fetched.stream()
                .filter(hash -> !archived.containsValue(hash))
                .forEach(hash -> damage.lost("no file with SHA-256 " + hash + " is in the archive"));
        archived.forEach((path, hash) -> {
            if (!seen.contains(hash)) {
                damage.wrong("nobody posted the bytes of " + path);
            }
        });
        expect(archive.run("", "verify"));
        ProgramRun audit = archive.run("", "verify", "--audit");
        if (audit.exitCode() != FILES_MISSING) {
            expect(audit);
        }
        if (audit.out().contains("edited")) {
            damage.wrong("the audit found changes after the last run: " + audit);
        }
    }

    private static Map<String, String> archived(Installation archive) throws IOException {
        Map<String, String> archived = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(archive.downloads())) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                archived.put(archive.downloads().relativize(path).toString(), Folders.sha256(path));
            }
        }
        return archived;
    }
}
