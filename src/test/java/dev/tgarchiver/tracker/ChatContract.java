package dev.tgarchiver.tracker;

import static dev.tgarchiver.tracker.Samples.MUSIC;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.ChatProfile;
import dev.tgarchiver.tracker.ChannelCatalog.ProfileVersion;
import dev.tgarchiver.tracker.post.IdRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is recorded of channels besides their posts: what they say of themselves, and what they continue. */
public abstract class ChatContract extends TrackerContract {

    private static final long GROUP = -4_711;

    private static ChatProfile profile(String title, int members, String... usernames) {
        return new ChatProfile(NEWS, title, List.of(usernames), "About", "AQAD", MUSIC, List.of(9L, 3L), true, members);
    }

    @Test
    void a_profile_that_says_something_else_follows_the_former_one() throws TrackerFailure {
        assertThat(tracker.profiles(NEWS)).isEmpty();
        tracker.recordProfile(profile("One", 10, "one", "first"));
        tracker.recordProfile(profile("One", 12, "one", "first"));
        tracker.recordProfile(profile("Two", 12, "two"));

        List<ProfileVersion> versions = tracker.profiles(NEWS);
        assertThat(versions)
                .extracting(ProfileVersion::profile)
                .containsExactly(profile("One", 12, "one", "first"), profile("Two", 12, "two"));
        assertThat(versions.get(0).seenAt())
                .isBetween(versions.get(0).since(), versions.get(1).since());
        ChannelRow row = tracker.channel(NEWS).orElseThrow();
        assertThat(row.wasNamed(ChannelRef.parse("@first"))).isTrue();
        assertThat(row.wasNamed(new ChannelRef.Title("", "one"))).isTrue();
        assertThat(row.isNamed(ChannelRef.parse("@first"))).isFalse();
    }

    @Test
    void pictures_stay_while_a_profile_names_them() throws TrackerFailure {
        tracker.recordPicture("AQAD", new byte[] {1, 2, 3});
        tracker.recordProfile(profile("One", 1));
        tracker.recordProfile(new ChatProfile(MUSIC, "Music", List.of(), "", "", 0, List.of(), false, 0));
        assertThat(tracker.picture("AQAD")).hasValue(new byte[] {1, 2, 3});
        assertThat(tracker.picture("other")).isEmpty();
        forget(MUSIC);
        assertThat(tracker.picture("AQAD")).isPresent();
        forget(NEWS);
        assertThat(tracker.picture("AQAD")).isEmpty();
    }

    private void forget(long chatId) throws TrackerFailure {
        tracker.startForgetting(chatId, false);
        tracker.endForgetting(chatId);
    }

    @Test
    void a_basic_group_that_was_not_known_is_a_part_of_its_supergroup() throws TrackerFailure {
        ChannelRow group = tracker.continueHistory(GROUP, NEWS);
        assertThat(tracker.continueHistory(GROUP, NEWS)).isEqualTo(group);

        ChannelRow news = tracker.channel(NEWS).orElseThrow();
        assertThat(group.title()).isEqualTo(news.title());
        assertThat(group.directory()).isEqualTo(news.directory());
        assertThat(news.chats()).containsExactly(NEWS, GROUP);
        assertThat(news.isNamed(ChannelRef.parse(Long.toString(GROUP)))).isTrue();
        assertThat(tracker.channels()).extracting(ChannelRow::chatId).containsExactly(NEWS, MUSIC);
        assertThat(tracker.stats().channels())
                .extracting(channel -> channel.channel().chatId())
                .containsExactly(NEWS, MUSIC);
    }

    @Test
    void a_supergroup_continues_in_the_folder_of_its_basic_group_and_counts_its_posts() throws TrackerFailure {
        tracker.remember(new Channel(GROUP, "Hikers", Optional.empty(), Channel.Type.GROUP), taken -> "Hikers");
        tracker.recordPage(
                GROUP,
                List.of(Samples.with(GROUP, 7, Samples.media("group file", 100)), Samples.text(GROUP, 5, "Hello")),
                new IdRange(0, 7));
        tracker.continueHistory(GROUP, NEWS);
        tracker.recordPage(NEWS, List.of(Samples.with(NEWS, 5, Samples.media("news file", 50))), new IdRange(0, 5));

        assertThat(tracker.channel(NEWS).orElseThrow().directory()).isEqualTo("Hikers");
        assertThat(tracker.channel(GROUP).orElseThrow().directory()).isEqualTo("Hikers");
        Stats.OfChannel news = tracker.stats().channels().get(0);
        assertThat(news.total().posts()).isEqualTo(3);
        assertThat(news.total().pending().files()).isEqualTo(2);
        assertThat(news.first().orElseThrow().id().chatId()).isEqualTo(GROUP);
        assertThat(news.last().orElseThrow().id().chatId()).isEqualTo(NEWS);
        assertThat(tracker.pending(Set.of(NEWS), 10, Instant.now())).hasSize(2);
        assertThat(tracker.pendingAmount(Set.of(NEWS)).bytes()).isEqualTo(150);
        assertThat(tracker.channel(GROUP).orElseThrow().walked().gaps(1, 7)).isEmpty();
    }
}
