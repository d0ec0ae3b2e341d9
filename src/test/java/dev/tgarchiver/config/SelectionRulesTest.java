package dev.tgarchiver.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.MediaKind;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which selection a channel gets. */
class SelectionRulesTest {

    private static final Channel MUSIC =
            new Channel(-1001234567890L, "Music", Optional.of("music"), Channel.Type.CHANNEL);

    private final ConfigFixture user;

    SelectionRulesTest(@TempDir Path folder) {
        user = new ConfigFixture(folder);
    }

    private Selection of(String asked) throws ConfigException {
        return user.load().selections().of(ChannelRef.parse(asked), MUSIC);
    }

    @Test
    void without_any_keys_it_is_everything() throws ConfigException {
        user.file("channels: ['@music']\n");
        assertThat(of("@music").isEverything()).isTrue();
        assertThat(user.load().channels()).hasSize(1);
    }

    @Test
    void a_channels_own_keys_go_before_the_defaults_one_by_one() throws ConfigException {
        user.file("""
                download: {select: {types: [photo], max_size: 10MB, hashtag: "#News"}}
                channels:
                  - {channel: "@Music", types: audio, max_size: 0}
                  - "@other"
                """);
        assertThat(of("@music")).hasToString("types: audio; hashtag: #news");
        assertThat(user.load().selections().byDefault()).hasToString("types: photo; max_size: 10MB; hashtag: #news");
    }

    @Test
    void an_option_and_the_environment_go_before_both() throws ConfigException {
        user.file("channels: [{channel: '@music', types: audio, max_size: 1MB}]\n")
                .option(SelectSettings.TYPES, "--types", "video,voice")
                .environment("ARCHIVER_DOWNLOAD_SELECT_MAX_SIZE", "2MB");
        assertThat(of("@music")).hasToString("types: video, voice; max_size: 2MB");
    }

    @Test
    void a_channel_is_known_by_all_its_names() throws ConfigException {
        user.file("channels: [{channel: 'https://t.me/music', types: audio}]\n");
        for (String name :
                new String[] {"@MUSIC", "music", "https://t.me/music", "-1001234567890", "https://t.me/+abc"}) {
            assertThat(of(name).types()).as(name).containsExactly(MediaKind.AUDIO);
        }
        user.file("channels: [{channel: -1001234567890, types: audio}]\n");
        assertThat(of("@music").types()).containsExactly(MediaKind.AUDIO);
        Channel saved = new Channel(5, "Saved Messages", Optional.empty(), Channel.Type.SAVED);
        assertThat(user.load().selections().of(ChannelRef.parse("me"), saved).isEverything())
                .isTrue();
    }

    @Test
    void a_named_post_is_wanted_whatever_its_channel_asks_for() throws ConfigException {
        user.file("""
                        download: {select: {types: [photo]}}
                        channels:
                          - {channel: "@music", max_size: 10MB}
                          - {channel: "https://t.me/music/7", types: voice}
                        """).environment("ARCHIVER_DOWNLOAD_SELECT_MIN_SIZE", "1MB");
        assertThat(of("https://t.me/music/5").isEverything()).isTrue();
        assertThat(of("https://t.me/music/7")).hasToString("types: voice");
        assertThat(of("https://t.me/music/7?single").isEverything()).isTrue();
        assertThat(of("@music")).hasToString("types: photo; min_size: 1MB; max_size: 10MB");

        user.option(SelectSettings.TYPES, "--types", "audio");
        assertThat(of("https://t.me/music/5")).hasToString("types: audio");
    }

    @Test
    void commas_part_names_but_not_the_members_of_a_class() throws ConfigException {
        user.file("download: {select: {name: '[a,b]*.mp3, c d.jpg,'}}\nchannels: ['@music']\n");
        assertThat(of("@music").names()).containsExactly("[a,b]*.mp3", "c d.jpg");
    }

    @Test
    void a_channels_values_may_come_from_the_environment() throws ConfigException {
        user.environment("LARGEST", "5MB").file("channels: [{channel: '@music', max_size: '${LARGEST}'}]\n");
        assertThat(of("@music")).hasToString("max_size: 5MB");
    }

    @Test
    void comments_are_wanted_where_the_configuration_says_so() throws ConfigException {
        user.file("channels: [{channel: '@music', comments: true}, '@other']\n");
        ChannelRef other = ChannelRef.parse("@other");
        SelectionRules rules = user.load().selections();
        assertThat(rules.comments(ChannelRef.parse("@music"), MUSIC)).isTrue();
        assertThat(rules.comments(other, new Channel(-1009L, "Other", Optional.of("other"), Channel.Type.CHANNEL)))
                .isFalse();
        user.option(SelectSettings.COMMENTS, "--no-comments", "false");
        assertThat(user.load().selections().comments(ChannelRef.parse("@music"), MUSIC))
                .isFalse();
    }

    @Test
    void the_files_of_comments_are_chosen_as_the_channels_but_for_numbers_or_by_the_groups_own_keys()
            throws ConfigException {
        Channel group = new Channel(-1002L, "Talk", Optional.of("talk"), Channel.Type.GROUP);
        user.file("channels: [{channel: '@music', types: audio, from_id: 7, to_id: 9}]\n");
        ChannelRef music = ChannelRef.parse("@music");
        assertThat(user.load().selections().ofGroup(music, MUSIC, group)).hasToString("types: audio");
        user.file("channels: [{channel: '@music', types: audio}, {channel: '@talk', types: photo}]\n");
        assertThat(user.load().selections().ofGroup(music, MUSIC, group)).hasToString("types: photo");
    }
}
