package dev.tgarchiver.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

    private static final String HEX = "dd0123456789abcdef0123456789abcdef";

    @Test
    void reads_socks5() {
        assertThat(Proxy.parse("socks5://127.0.0.1:1080"))
                .isEqualTo(new Proxy.Socks5("127.0.0.1", 1080, Optional.empty(), Optional.empty()));
        assertThat(Proxy.parse("SOCKS5://me@proxy.example.org:1/"))
                .isEqualTo(new Proxy.Socks5("proxy.example.org", 1, Optional.of("me"), Optional.empty()));
    }

    @Test
    void reads_percent_encoded_user_and_password() {
        assertThat(Proxy.parse("http://m%40e:p%3Aw:%25+%C3%BC@host:8080"))
                .isEqualTo(new Proxy.Http("host", 8080, Optional.of("m@e"), Optional.of(Secret.of("p:w:%+ü"))));
    }

    @Test
    void reads_ipv6_in_brackets_and_shows_it_so() {
        Proxy proxy = Proxy.parse("socks5://me:pw@[2001:db8::1]:1080");

        assertThat(proxy.host()).isEqualTo("2001:db8::1");
        assertThat(proxy).hasToString("socks5://me:***@[2001:db8::1]:1080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tg://proxy?server=host&port=443&secret=" + HEX,
                "tg:proxy?port=443&secret=" + HEX + "&server=host",
                "https://t.me/proxy?server=host&port=443&secret=" + HEX,
                "t.me/proxy?server=host&port=443&secret=" + HEX + "&foo",
            })
    void reads_telegrams_links(String link) {
        assertThat(Proxy.parse(link)).isEqualTo(new Proxy.MtProto("host", 443, Secret.of(HEX)));
        assertThat(Proxy.parse(link)).hasToString("tg://proxy?server=host&port=443&secret=***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000102030405060708090a0b0c0d0e0f",
                "EE000102030405060708090A0B0C0D0E0F6578616d706c652e6f7267",
                "7gABAgMEBQYHCAkKCwwNDg9leGFtcGxlLm9yZ-8",
                "7gABAgMEBQYHCAkKCwwNDg9leGFtcGxlLm9yZ+8%3D",
                "AAECAwQFBgcICQoLDA0ODw%3D%3D",
                "AAECAwQFBgcICQoLDA0ODw",
            })
    void reads_every_kind_of_secret(String secret) {
        assertThat(Proxy.parse("tg://proxy?server=::1&port=443&secret=" + secret))
                .isEqualTo(new Proxy.MtProto("::1", 443, Secret.of(secret.replace("%3D", "="))));
    }

    @Test
    void reads_a_socks_link() {
        assertThat(Proxy.parse("https://t.me/socks?server=h&port=9&user=u&pass=p"))
                .isEqualTo(new Proxy.Socks5("h", 9, Optional.of("u"), Optional.of(Secret.of("p"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "socks5://host                 | no port",
                "socks5://[::1]                | no port",
                "socks5://host:                | no port",
                "socks5://host:0               | 1 to 65535",
                "socks5://host:65536           | 1 to 65535",
                "socks5://host:http            | 1 to 65535",
                "socks5://:1080                | no host",
                "socks5://ho st:1080           | neither a name nor an address",
                "socks5://::1:1080             | brackets",
                "socks4://host:1080            | unknown kind",
                "https://host:1080             | unknown kind",
                "host:1080                     | is not a proxy address",
                "socks5://u:canary%zz@host:1   | %25",
                "socks5://u:canary%ff@host:1   | UTF-8",
                "socks5://u:canary%4           | 1 to 65535",
                "tg://proxy?server=h&port=1    | no valid secret",
                "tg://proxy?server=h&secret=canary | no port",
                "tg://proxy?port=1&secret=canary   | no host",
                "tg://proxy?server=h&port=1&secret=canary | no valid secret",
                "tg://proxy?server=h&port=1&secret=ca4a7900000000000000000000000000ca4a79 | no valid secret",
                "tg://proxy?server=h&port=1&secret=ca4a7900000000000000000000000000ca | no valid secret",
                "tg://proxy?server=h&port=1&secret=ee000102030405060708090a0b0c0d0e0f | no valid secret",
                "tg://proxy?server=h&port=1&secret=ca4a790000000000000000000000 | no valid secret",
                "tg://proxy?server=h&port=1&secret=7gABAgMEBQYHCAkKCwwNDg9leGFtcGxlLm9yZ+8 | no valid secret",
            })
    void says_what_is_wrong_without_secrets(String text, String expected) {
        assertThatThrownBy(() -> Proxy.parse(text.strip()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("ca4a79");
    }
}
