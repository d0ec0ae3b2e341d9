package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.telegram.FakeTelegram.Call;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose filters change: what each archives, and what the next one does about the rest. */
@Timeout(60)
final class SelectedFilesTest {

    @TempDir
    private Path folder;

    private FakeTelegram telegram;
    private FakeChannel channel;
    private TestArchive archive;

    /** Posts 1 to 6, one of a kind. */
    @BeforeEach
    void post() {
        telegram = new FakeTelegram(folder);
        archive = new TestArchive(folder, telegram).template("{channel}/{id}");
        channel = telegram.channel("some");
        channel.post(FakePost.audio("Clara Voss", "Afterglow", 3_000)
                .caption("New #music today")
                .at(Instant.parse("2023-05-01T12:00:00Z")));
        channel.post(FakePost.document("Notes.PDF", 200).at(Instant.parse("2023-12-31T23:59:59Z")));
        channel.post(FakePost.file(MediaKind.PHOTO, "", 1_000)
                .caption("#musical, but no tag of ours")
                .at(Instant.parse("2024-01-01T00:00:00Z")));
        channel.post(FakePost.file(MediaKind.VIDEO, "clip.mp4", 9_000).at(Instant.parse("2024-02-01T00:00:00Z")));
        channel.post(FakePost.text("Just words").at(Instant.parse("2024-03-01T00:00:00Z")));
        channel.post(FakePost.document("music.zip", 500)
                .caption("All of it #Music")
                .at(Instant.parse("2024-04-01T00:00:00Z")));
    }

    private TestRun download(String selection) throws Exception {
        TestRun run = archive.select(selection).download(channel);
        assertThat(run.outcome()).as("%s", run).isEqualTo(Outcome.COMPLETE);
        return run;
    }

    private void assertArchived(long... posts) throws Exception {
        for (long post : posts) {
            assertThat(archive.file(channel, post)).hasBinaryContent(channel.bytes(post));
        }
        assertThat(archive.files()).hasSize(posts.length);
    }

    private Stats.Totals totals() throws Exception {
        try (Tracker tracker = archive.tracker()) {
            return tracker.stats().total();
        }
    }

    @Test
    void wider_filters_pick_up_what_narrower_ones_skipped_without_walking_again() throws Exception {
        download("types: audio, video; max_size: 5KB");
        assertArchived(1);
        assertThat(totals().posts()).isEqualTo(6);
        assertThat(totals().skipped().values().stream()
                        .mapToLong(files -> files.files())
                        .sum())
                .isEqualTo(4);
        assertThat(totals().pending().files()).isZero();

        telegram.clearCalls();
        assertThat(download("max_size: 5KB").notices())
                .anySatisfy(notice -> assertThat(notice).contains("filters changed (now: max_size"));
        assertArchived(1, 2, 3, 6);
        assertThat(telegram.pages()).isEmpty();

        download("");
        archive.assertHolds(channel);
        assertThat(totals().skipped()).isEmpty();
    }

    @Test
    void a_narrower_filter_skips_what_is_pending() throws Exception {
        try (Tracker tracker = archive.tracker()) {
            tracker.remember(channel.channel(), taken -> "Some");
            tracker.recordPosts(channel.chatId(), channel.posts());
        }
        assertThat(download("types: photo").notices())
                .anySatisfy(notice -> assertThat(notice).contains("4 pending files are skipped now"));
        assertArchived(3);
    }

    @Test
    void by_date_number_name_and_hashtag() throws Exception {
        download("since: 2024-01-01T00:00:00Z; until: 2024-01-31T23:59:59Z");
        assertArchived(3);
        download("from_id: 4; to_id: 5");
        assertArchived(3, 4);
        download("name: *.pdf, no such*");
        assertArchived(2, 3, 4);
        download("hashtag: #music");
        assertArchived(1, 2, 3, 4, 6);
    }

    @Test
    void new_posts_are_judged_too() throws Exception {
        download("types: photo");
        channel.post(FakePost.file(MediaKind.PHOTO, "", 300));
        channel.post(FakePost.file(MediaKind.VOICE, "", 301));
        download("types: photo");
        assertArchived(3, 7);
    }

    @Test
    void an_unchanged_filter_costs_nothing() throws Exception {
        download("types: photo");
        TestRun again = download("types: photo");
        assertThat(again.notices()).noneSatisfy(notice -> assertThat(notice).contains("filters changed"));
        assertThat(again.summary()).contains("Nothing new");
    }

    @Test
    void an_albums_caption_is_that_of_all_its_items() throws Exception {
        archive.template("{channel}/{kind}/{id}_{caption}_{performer}_{title}");
        FakeChannel other = telegram.channel("other");
        other.post(FakePost.file(MediaKind.PHOTO, "", 100).album(77).caption("Summer, at the lake! #holiday"));
        other.post(FakePost.file(MediaKind.PHOTO, "", 101).album(77));
        other.post(FakePost.file(MediaKind.VIDEO, "v.mp4", 102).album(77));
        other.post(FakePost.file(MediaKind.PHOTO, "", 103).album(78));
        other.post(FakePost.audio("Clara Voss", "Afterglow", 104).caption("#holiday too"));
        archive.select("hashtag: #holiday").download(other);
        assertThat(archive.files())
                .containsOnlyKeys(
                        "Other/photo/1_Summer_at_the_lake_holiday.jpg",
                        "Other/photo/2_Summer_at_the_lake_holiday.jpg",
                        "Other/video/3_Summer_at_the_lake_holiday.mp4",
                        "Other/audio/5_holiday_too_Clara Voss_Afterglow.mp3");
    }

    @Test
    void an_album_that_lies_across_two_pages_is_named_and_chosen_as_a_whole() throws Exception {
        archive.template("{channel}/{id}_{caption}");
        telegram.pagesOf(37);
        // Every album of ten lies across some page's end.
        FakeChannel other = telegram.channel("other").posts(330, id -> {
            FakePost draft = FakePost.file(MediaKind.PHOTO, "", 100 + id).album(1 + (id - 1) / 10);
            return id % 10 == 1 ? draft.caption("Album " + (1 + (id - 1) / 10) + " #tag" + id % 20) : draft;
        });
        archive.select("hashtag: #tag1").download(other);
        assertThat(archive.files()).hasSize(170);
        for (Post post : other.posts()) {
            long album = post.albumId();
            if (album % 2 == 1) {
                assertThat(archive.files())
                        .anySatisfy((name, path) -> assertThat(name)
                                .startsWith("Other/" + post.id().messageId() + "_Album_" + album + "_"));
            }
        }
    }

    @Test
    void what_several_channels_hold_is_fetched_when_one_of_them_wants_it() throws Exception {
        channel.post(FakePost.document("same.bin", 600).remote("same"));
        FakeChannel other = telegram.channel("other");
        other.post(FakePost.document("same.bin", 600).remote("same"));
        archive.select((asked, found) -> found.chatId() == channel.chatId()
                ? Selection.parse("types: photo").orElseThrow()
                : Selection.EVERYTHING);
        assertThat(archive.download(channel, other).outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(archive.file(other, 1)).hasBinaryContent(other.bytes(1));
        assertThat(archive.files()).hasSize(2);
        assertThat(telegram.calls(Call.FILE)).hasSize(2);
    }
}
