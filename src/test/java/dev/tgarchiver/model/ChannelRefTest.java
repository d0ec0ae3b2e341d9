package dev.tgarchiver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChannelRefTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@durov",
                "durov",
                " durov ",
                "https://t.me/durov",
                "http://t.me/durov",
                "t.me/durov",
                "T.me/durov",
                "https://t.me/durov?before=5",
                "https://t.me/s/durov",
                "https://telegram.me/durov/",
                "tg://resolve?domain=durov",
                "https://durov.t.me",
                "durov.t.me/s/5",
                "https://web.telegram.org/k/#@durov",
                "web.telegram.org/a/#@durov"
            })
    void reads_a_public_name(String input) {
        assertThat(ChannelRef.parse(input)).isEqualTo(new ChannelRef.Username(input, "durov"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://t.me/c/123",
                "t.me/c/123/",
                "-1000000000123",
                "https://web.telegram.org/a/#-1000000000123"
            })
    void reads_the_id_of_a_private_channel(String input) {
        assertThat(ChannelRef.parse(input)).isEqualTo(new ChannelRef.ChatId(input, -1_000_000_000_123L));
    }

    @ParameterizedTest
    @CsvSource({
        "https://t.me/durov/123, durov, 123, false",
        "T.me/durov/123/, durov, 123, false",
        "https://t.me/s/durov/123, durov, 123, false",
        "https://t.me/durov/123?single, durov, 123, true",
        "https://t.me/durov/123?single&comment=7, durov, 123, true",
        "https://t.me/durov/123?comment=7, durov, 123, false",
        "https://t.me/durov/123?thread=5#a, durov, 123, false",
        "https://t.me/durov/5/123, durov, 123, false",
        "durov.t.me/123?single, durov, 123, true",
        "tg://resolve?domain=durov&post=123, durov, 123, false",
        "tg:resolve?single&post=123&domain=durov, durov, 123, true",
        "https://t.me/durov/2147483647, durov, 2147483647, false"
    })
    void reads_a_link_to_a_post(String input, String name, long post, boolean single) {
        assertThat(ChannelRef.parse(input))
                .isEqualTo(new ChannelRef.PostLink(input, new ChannelRef.Username(input, name), post, single));
    }

    @ParameterizedTest
    @CsvSource({
        "https://t.me/c/123/456, 456, false",
        "https://t.me/c/123/4/56?single, 56, true",
        "tg://privatepost?channel=123&post=456&single, 456, true"
    })
    void reads_a_link_to_a_post_of_a_private_channel(String input, long post, boolean single) {
        ChannelRef channel = new ChannelRef.ChatId(input, -1_000_000_000_123L);
        assertThat(ChannelRef.parse(input)).isEqualTo(new ChannelRef.PostLink(input, channel, post, single));
        assertThat(ChannelRef.parse(input).channel()).isEqualTo(channel);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://t.me/durov/0",
                "https://t.me/durov/2147483648",
                "t.me/c/123/99999999999999999999",
                "https://t.me/durov/12x",
                "https://t.me/durov/post",
                "https://t.me/durov/-5",
                "t.me/c/123/1/2/3",
                "tg://resolve?domain=durov&post=first"
            })
    void a_post_has_a_number_that_there_can_be(String input) {
        assertThatThrownBy(() -> ChannelRef.parse(input))
                .isInstanceOf(WrongPostLink.class)
                .hasMessageContaining("\"" + input + "\" does not name a post")
                .hasMessageContaining("https://t.me/name/456");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://t.me/+AbC-d_1", "https://t.me/joinchat/AbC-d_1", "tg://join?invite=AbC-d_1"})
    void reads_an_invite_link(String input) {
        assertThat(ChannelRef.parse(input)).isEqualTo(new ChannelRef.Invite(input, "https://t.me/+AbC-d_1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1500000001", "-1500000001", "https://web.telegram.org/k/#-1500000001", "-1001500000001"})
    void a_channel_is_named_by_its_id_with_or_without_minus_100(String input) {
        Channel channel = new Channel(-1_001_500_000_001L, "Any", Optional.empty(), Channel.Type.CHANNEL);
        assertThat(ChannelRef.parse(input).names(channel)).isTrue();
        assertThat(ChannelRef.parse("1500000002").names(channel)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "Новости", "AC/DC", "1abcd", "a.b"})
    void reads_a_title(String input) {
        assertThat(ChannelRef.parse(" " + input)).isEqualTo(new ChannelRef.Title(" " + input, input));
    }

    @ParameterizedTest
    @ValueSource(strings = {"me", "ME", "saved"})
    void reads_saved_messages(String input) {
        assertThat(ChannelRef.parse(input)).isEqualTo(new ChannelRef.SavedMessages(input));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "@a",
                "https://example.org/durov",
                "https://t.me/",
                "@näme",
                "https://web.telegram.org/a/",
                "../x",
                "99999999999999999999"
            })
    void says_what_is_allowed_otherwise(String input) {
        assertThatThrownBy(() -> ChannelRef.parse(input))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + input + "\"")
                .hasMessageContaining("https://t.me/name");
    }
}
