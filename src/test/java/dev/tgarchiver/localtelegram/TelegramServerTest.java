package dev.tgarchiver.localtelegram;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.localtelegram.client.BareClient;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.tl.TlObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a bare client sees it, without TDLib. */
class TelegramServerTest {

    private static final String PHONE = "15550001";

    @Test
    void client_makes_a_key_and_logs_in() throws Exception {
        try (TelegramServer telegram = TelegramServer.start();
                BareClient client = connect(telegram)) {
            telegram.world().user(PHONE).named("Alice", "Smith");
            TlObject user = logIn(client).objectAt("user");
            assertThat(user.textAt("first_name")).isEqualTo("Alice");
            assertThat(telegram.calls().methods()).containsExactly("auth.sendCode", "auth.signIn");
            assertThat(telegram.calls().of("auth.sendCode").get(0).arguments().textAt("phone_number"))
                    .isEqualTo(PHONE);
            assertThat(telegram.calls().problems()).isEmpty();
        }
    }

    @Test
    void calls_before_the_log_in_and_unknown_ones_are_refused_and_recorded() throws Exception {
        try (TelegramServer telegram = TelegramServer.start();
                BareClient client = connect(telegram)) {
            TlObject refused = client.call(tl("updates.getState"));
            assertThat(refused.textAt("error_message")).isEqualTo("AUTH_KEY_UNREGISTERED");
            TlObject unknown = client.call(
                    tl("auth.resetLoginEmail").set("phone_number", PHONE).set("phone_code_hash", ""));
            assertThat(unknown.intAt("error_code")).isEqualTo(400);
            assertThat(telegram.calls().unknown()).containsEntry("auth.resetLoginEmail", 1);
        }
    }

    @Test
    void faults_happen_as_often_and_as_late_as_arranged() throws Exception {
        try (TelegramServer telegram = TelegramServer.start();
                BareClient client = connect(telegram)) {
            telegram.faults()
                    .floodWait("help.getNearestDc", Duration.ofSeconds(9))
                    .after(1)
                    .times(2);
            assertThat(client.call(tl("help.getNearestDc")).is("nearestDc")).isTrue();
            for (int i = 0; i < 2; i++) {
                TlObject error = client.call(tl("help.getNearestDc"));
                assertThat(error.intAt("error_code")).isEqualTo(420);
                assertThat(error.textAt("error_message")).isEqualTo("FLOOD_WAIT_9");
            }
            assertThat(client.call(tl("help.getNearestDc")).is("nearestDc")).isTrue();
            telegram.faults().dropConnection("help.getNearestDc");
            assertThatThrownBy(() -> client.call(tl("help.getNearestDc"))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_fault_happens_to_every_second_call_and_may_change_an_answer() throws Exception {
        try (TelegramServer telegram = TelegramServer.start();
                BareClient client = connect(telegram)) {
            telegram.faults()
                    .change("help.getNearestDc", answer -> answer.set("country", "YY"))
                    .every(2);
            for (String country : new String[] {"XX", "YY", "XX", "YY"}) {
                assertThat(client.call(tl("help.getNearestDc")).textAt("country"))
                        .isEqualTo(country);
            }
        }
    }

    @Test
    void answers_take_the_round_trip_time() throws Exception {
        try (TelegramServer telegram = TelegramServer.start();
                BareClient client = connect(telegram)) {
            telegram.conditions().roundTrip(Duration.ofMillis(80));
            long start = System.nanoTime();
            client.call(tl("help.getNearestDc"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        }
    }

    @Test
    void log_ins_outlive_the_server_when_keys_are_kept(@TempDir Path folder) throws Exception {
        Path keys = folder.resolve("keys");
        try (TelegramServer first = TelegramServer.start().keepKeysIn(keys);
                BareClient client = connect(first)) {
            first.world().user(PHONE);
            logIn(client);
            try (TelegramServer second = TelegramServer.start().keepKeysIn(keys)) {
                second.world().user(PHONE);
                try (BareClient again = new BareClient(second.port())) {
                    again.useKeyOf(client);
                    assertThat(again.call(tl("updates.getState")).is("updates.state"))
                            .isTrue();
                }
            }
        }
    }

    private static BareClient connect(TelegramServer telegram) throws IOException {
        BareClient client = new BareClient(telegram.port());
        client.makeKey(ServerKey.load());
        return client;
    }

    private static TlObject logIn(BareClient client) throws IOException {
        TlObject sent = client.call(tl("auth.sendCode")
                .set("phone_number", PHONE)
                .set("api_id", 1)
                .set("api_hash", "")
                .set("settings", tl("codeSettings")));
        return client.call(tl("auth.signIn")
                .set("phone_number", PHONE)
                .set("phone_code_hash", sent.textAt("phone_code_hash"))
                .set("phone_code", "12345"));
    }
}
