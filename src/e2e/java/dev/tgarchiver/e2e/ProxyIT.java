package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every kind of proxy: the whole way from the login to the last byte goes through it, for every lane. What a proxy that does not
 * work leads to is not tried here: after 5 s without Telegram TDLib looks for it past the proxy.
 */
final class ProxyIT extends EndToEnd {

    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String EXAMPLE_ORG = "6578616d706c652e6f7267";

    private void assertArchivesThrough(String proxy, String way) throws IOException {
        archiver.environment("ARCHIVER_TELEGRAM_PROXY", proxy);
        archiver.login();
        Channel channel = telegram.world()
                .channel("Behind a proxy")
                .username("behind")
                .posts(6, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_500_000 + id))));
        ProgramRun run = archiver.run("", "download", "@behind", "--workers", "3");
        assertThat(run.exitCode()).as("%s\n%s", run, archiver.log()).isZero();
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
        assertThat(telegram.ways()).containsExactly(way);
        assertThat(telegram.calls().problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "socks5, '', SOCKS5",
        "socks5, me:p%40ss%3A%C3%BC@, SOCKS5 as me:p@ss:ü",
        "http, '', HTTP",
        "http, me:p%40ss%3A%C3%BC@, HTTP as me:p@ss:ü"
    })
    void a_proxy_with_and_without_a_password(String protocol, String login, String way) throws IOException {
        assertArchivesThrough(protocol + "://" + login + "127.0.0.1:" + telegram.port(), way);
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, "dd" + KEY})
    void telegrams_own_kind_of_proxy(String secret) throws IOException {
        assertArchivesThrough(telegram.mtProtoProxy(secret), "MTProto");
    }

    @Test
    void telegrams_own_kind_of_proxy_that_looks_like_tls() throws IOException {
        assertArchivesThrough(telegram.mtProtoProxy("ee" + KEY + EXAMPLE_ORG), "MTProto within TLS");
    }

    @Test
    void a_secret_that_is_none() throws IOException {
        archiver.environment("ARCHIVER_TELEGRAM_PROXY", "tg://proxy?server=127.0.0.1&port=443&secret=" + KEY + "00");
        // Not a login: were the secret let through, TDLib would go around the proxy.
        ProgramRun run = archiver.run("", "config", "check");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.err())
                .contains("ARCHIVER_TELEGRAM_PROXY")
                .contains("no valid secret")
                .doesNotContain(KEY);
    }

    @Test
    void telegrams_test_servers() throws IOException {
        archiver.environment("ARCHIVER_TELEGRAM_USE_TEST_DC", "true");
        assertArchivesThrough(telegram.proxy(), "SOCKS5");
    }
}
