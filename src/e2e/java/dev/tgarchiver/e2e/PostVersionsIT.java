package dev.tgarchiver.e2e;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.PostKinds;
import dev.tgarchiver.localtelegram.PostKinds.PostKind;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Reaction;
import dev.tgarchiver.program.Folders;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of archived posts that are edited, deleted or only counted at Telegram, through the real TDLib. */
final class PostVersionsIT extends LoggedIn {

    private static final int WORDS = 100;

    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private Map<String, PostKind> before = Map.of();
    private Map<String, PostKind> after = Map.of();
    private Channel channel;

    @BeforeEach
    void archiveAll() throws IOException {
        User friend = telegram.world().user("+15550002").named("Bea", "Brown");
        User bot = telegram.world()
                .user("+15550003")
                .named("Helper", "")
                .username("helper_bot")
                .bot("1:token");
        Channel other = telegram.world().channel("The Other").username("the_other");
        channel = telegram.world().channel("Channel " + name).username(name);
        List<PostKind> kinds = PostKinds.ofChannel(7_000_000, friend, bot, other);
        before = PostKinds.byName(kinds);
        after = PostKinds.byName(PostKinds.ofChannel(8_000_000, friend, bot, other));
        kinds.forEach(kind -> ids.put(kind.name(), channel.post(kind.raw()).id()));
        ProgramRun run = run("--workers", "2");
        assertThat(run.exitCode()).as("%s\n%s", run, archiver.log()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "download"})
    void every_change_is_recorded_once_and_nothing_is_lost(String command) throws Exception {
        Set<String> archivedBefore = hashes();
        Map<String, List<String>> changed = change();

        String[] audit = {"verify", "--audit", "@" + name};
        if (command.equals("verify")) {
            ProgramRun found = archiver.run("", audit);
            assertThat(found.out()).as("%s", found).contains("edited");
            // The new files, of link previews and paid media too, are still to be fetched.
            assertThat(found.exitCode()).as("%s", found).isEqualTo(3);
            assertThat(found.out()).contains("missing: 2 edited, 9 pending");
        }
        ProgramRun run = run("--workers", "2");
        assertThat(run.exitCode()).as("%s\n%s", run, archiver.log()).isZero();

        assertVersions(changed.keySet());
        assertThat(hashes()).containsAll(archivedBefore).containsAll(expectedNow(changed));
        ProgramRun again = archiver.run("", audit);
        assertThat(again.exitCode()).as("%s", again).isZero();
        assertVersions(changed.keySet());
    }

    /** The posts that are edited, with the roles of the files that they hold now. */
    private Map<String, List<String>> change() {
        channel.history()
                .edit(
                        id("plain text"),
                        PostDraft.raw(
                                tl("message").set("message", "Other words").set("views", WORDS)));
        Map<String, List<String>> changed = new LinkedHashMap<>();
        for (String kind : List.of("photo", "link with a photo", "paid media", "quiz with media", "live photo")) {
            channel.history().edit(id(kind), PostDraft.raw(of(after, kind).raw()));
            changed.put(kind, List.copyOf(of(after, kind).files().keySet()));
        }
        channel.history().delete(id("text with comments"), id("document"), id("game"));
        TlObject counted = tl("message");
        of(before, "text with reactions").raw().fields().forEach(counted::set);
        TlObject reaction = tl("reactionCount")
                .set("reaction", tl("reactionEmoji").set("emoticon", "👍"))
                .set("count", 99);
        counted.set("views", 5_000).set("reactions", tl("messageReactions").set("results", List.of(reaction)));
        channel.history().recount(id("text with reactions"), PostDraft.raw(counted));
        return changed;
    }

    private void assertVersions(Set<String> edited) throws Exception {
        Set<Integer> deleted = Set.of(id("text with comments"), id("document"), id("game"));
        try (TrackerReader tracker = SqliteTracker.openReadOnly(archiver.tracker())) {
            for (Map.Entry<String, Integer> post : ids.entrySet()) {
                PostId id = new PostId(channel.chatId(), post.getValue());
                boolean changed =
                        edited.contains(post.getKey()) || post.getKey().equals("plain text");
                assertThat(tracker.versions(id))
                        .as(post.getKey())
                        .extracting(PostVersion::number)
                        .isEqualTo(changed ? List.of(1, 2) : List.of(1));
                PostStatus status = tracker.standings(id.chatId(), id.messageId(), id.messageId())
                        .get(0);
                assertThat(status.deleted()).as(post.getKey()).isEqualTo(deleted.contains(post.getValue()));
            }
            PostId text = new PostId(channel.chatId(), id("plain text"));
            assertThat(tracker.versions(text))
                    .extracting(PostVersion::text)
                    .containsExactly("Plain words", "Other words");
            assertThat(tracker.post(text).orElseThrow().views()).isEqualTo(WORDS);
            dev.tgarchiver.model.post.Post counted = tracker.post(
                            new PostId(channel.chatId(), id("text with reactions")))
                    .orElseThrow();
            assertThat(counted.views()).isEqualTo(5_000);
            assertThat(counted.detail().reactions()).containsExactly(new Reaction("emoji", "👍", 99));
        }
    }

    private Set<String> expectedNow(Map<String, List<String>> changed) {
        Set<String> hashes = new TreeSet<>();
        changed.forEach((kind, roles) ->
                roles.forEach(role -> hashes.add(of(after, kind).file(role).sha256())));
        return hashes;
    }

    private int id(String kind) {
        return Objects.requireNonNull(ids.get(kind), kind);
    }

    private static PostKind of(Map<String, PostKind> kinds, String kind) {
        return Objects.requireNonNull(kinds.get(kind), kind);
    }

    private Set<String> hashes() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(archiver.downloads())) {
            paths.filter(Files::isRegularFile).forEach(files::add);
        }
        Set<String> hashes = new TreeSet<>();
        for (Path file : files) {
            hashes.add(Folders.sha256(file));
        }
        return hashes;
    }
}
