package dev.tgarchiver.localtelegram.it;

import static dev.tgarchiver.localtelegram.client.TdlibProcess.request;
import static dev.tgarchiver.localtelegram.client.TdlibProcess.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.localtelegram.client.TdlibProcess;
import dev.tgarchiver.localtelegram.world.CodeKind;
import dev.tgarchiver.localtelegram.world.User;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTelegramLoginIT {

    @TempDir
    private Path session = Path.of("set by JUnit");

    @Test
    void wrong_code_is_refused_and_the_right_one_logs_in() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            scenario.world().user(Scenario.PHONE).code("54321");
            TdlibProcess tdlib = scenario.tdlib();
            tdlib.sendPhone(Scenario.PHONE);
            tdlib.awaitState("authorizationStateWaitCode");

            JsonNode refused = tdlib.ask(request("checkAuthenticationCode").put("code", "11111"));
            assertThat(refused.path("message").asText()).isEqualTo("PHONE_CODE_INVALID");

            tdlib.call(request("checkAuthenticationCode").put("code", "54321"));
            tdlib.awaitState("authorizationStateReady");
            assertThat(scenario.telegram().calls().problems()).isEmpty();
        }
    }

    @Test
    void code_is_sent_again_another_way() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            scenario.world().user(Scenario.PHONE).codesBy(CodeKind.APP, CodeKind.SMS, CodeKind.CALL);
            TdlibProcess tdlib = scenario.tdlib();
            tdlib.sendPhone(Scenario.PHONE);
            JsonNode first = tdlib.awaitState("authorizationStateWaitCode").path("code_info");
            assertThat(first.path("type").path("@type").asText()).isEqualTo("authenticationCodeTypeTelegramMessage");
            assertThat(first.path("next_type").path("@type").asText()).isEqualTo("authenticationCodeTypeSms");

            tdlib.forgetUpdates();
            tdlib.call(request("resendAuthenticationCode").set("reason", type("resendCodeReasonUserRequest")));
            JsonNode second = tdlib.awaitState("authorizationStateWaitCode").path("code_info");
            assertThat(second.path("type").path("@type").asText()).isEqualTo("authenticationCodeTypeSms");
        }
    }

    @Test
    void password_is_asked_with_its_hint_and_checked() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            scenario.world().user(Scenario.PHONE).password("correct horse", "battery");
            TdlibProcess tdlib = scenario.tdlib();
            tdlib.sendPhone(Scenario.PHONE);
            tdlib.awaitState("authorizationStateWaitCode");
            tdlib.call(request("checkAuthenticationCode").put("code", Scenario.CODE));
            JsonNode state = tdlib.awaitState("authorizationStateWaitPassword");
            assertThat(state.path("password_hint").asText()).isEqualTo("battery");

            JsonNode refused = tdlib.ask(request("checkAuthenticationPassword").put("password", "wrong"));
            assertThat(refused.path("message").asText()).isEqualTo("PASSWORD_HASH_INVALID");

            tdlib.call(request("checkAuthenticationPassword").put("password", "correct horse"));
            tdlib.awaitState("authorizationStateReady");
        }
    }

    @Test
    void qr_code_is_scanned() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            User user = scenario.world().user(Scenario.PHONE);
            showQrCode(scenario);
            scenario.world().scanQrCode(user);
            scenario.tdlib().awaitState("authorizationStateReady");
        }
    }

    @Test
    void qr_code_of_an_account_with_password_in_another_data_centre() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            User user = scenario.world().user(Scenario.PHONE).inDataCentre(2).password("secret", "");
            showQrCode(scenario);
            scenario.world().scanQrCode(user);
            scenario.tdlib().awaitState("authorizationStateWaitPassword");
            scenario.tdlib().call(request("checkAuthenticationPassword").put("password", "secret"));
            scenario.tdlib().awaitState("authorizationStateReady");
        }
    }

    private static void showQrCode(Scenario scenario) {
        TdlibProcess tdlib = scenario.tdlib();
        tdlib.awaitState("authorizationStateWaitPhoneNumber");
        tdlib.call(request("requestQrCodeAuthentication"));
        JsonNode state = tdlib.awaitState("authorizationStateWaitOtherDeviceConfirmation");
        assertThat(state.path("link").asText()).startsWith("tg://login?token=");
    }

    @Test
    void email_is_set_up_during_the_log_in() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            scenario.world().user(Scenario.PHONE).mustSetUpEmail("777777");
            TdlibProcess tdlib = scenario.tdlib();
            tdlib.sendPhone(Scenario.PHONE);
            tdlib.awaitState("authorizationStateWaitEmailAddress");
            tdlib.call(request("setAuthenticationEmailAddress").put("email_address", "alice@example.org"));
            JsonNode state = tdlib.awaitState("authorizationStateWaitEmailCode");
            assertThat(state.path("code_info").path("email_address_pattern").asText())
                    .isEqualTo("a***@example.org");
            JsonNode refused = tdlib.ask(emailCode("111111"));
            assertThat(refused.path("message").asText()).isEqualTo("CODE_INVALID");
            tdlib.call(emailCode("777777"));
            tdlib.awaitState("authorizationStateWaitCode");
            tdlib.call(request("checkAuthenticationCode").put("code", Scenario.CODE));
            tdlib.awaitState("authorizationStateReady");
        }
    }

    @Test
    void code_comes_by_email() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            scenario.world().user(Scenario.PHONE).codesByEmail("alice@example.org", "777777");
            TdlibProcess tdlib = scenario.tdlib();
            tdlib.sendPhone(Scenario.PHONE);
            tdlib.awaitState("authorizationStateWaitEmailCode");
            tdlib.call(emailCode("777777"));
            tdlib.awaitState("authorizationStateReady");
        }
    }

    private static JsonNode emailCode(String code) {
        return request("checkAuthenticationEmailCode")
                .set("code", type("emailAddressAuthenticationCode").put("code", code));
    }

    @Test
    void number_without_account_comes_to_registration() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            TdlibProcess tdlib = scenario.tdlib();
            tdlib.sendPhone("+15559999");
            tdlib.awaitState("authorizationStateWaitCode");
            tdlib.call(request("checkAuthenticationCode").put("code", "12345"));
            tdlib.awaitState("authorizationStateWaitRegistration");
        }
    }

    @Test
    void account_of_another_data_centre_logs_in_there() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            scenario.world().user(Scenario.PHONE).inDataCentre(4);
            scenario.tdlib().logIn(Scenario.PHONE, Scenario.CODE);
            assertThat(scenario.telegram().calls().of("auth.signIn"))
                    .singleElement()
                    .satisfies(call -> assertThat(call.dataCentre()).isEqualTo(4));
        }
    }

    @Test
    void log_out_closes_the_session() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            scenario.logIn();
            scenario.tdlib().call(request("logOut"));
            scenario.tdlib().awaitState("authorizationStateClosed");
            assertThat(scenario.telegram().calls().count("auth.logOut")).isEqualTo(1);
        }
    }

    @Test
    void revoked_session_is_noticed_at_once() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            User user = scenario.logIn();
            scenario.tdlib().call(request("getMe"));
            scenario.world().revokeSessions(user);
            scenario.tdlib().awaitState("authorizationStateLoggingOut");
        }
    }

    @Test
    void killed_client_is_still_logged_in_after_the_server_came_back_with_its_keys() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            Path keys = session.resolve("keys");
            scenario.telegram().keepKeysIn(keys);
            scenario.logIn();
            scenario.telegram().goDown();
            scenario.telegram().keepKeysIn(keys);
            scenario.telegram().goUp();
            scenario.killAndRestartTdlib();
            scenario.tdlib().awaitState("authorizationStateReady");
            assertThat(scenario.tdlib()
                            .call(request("getMe"))
                            .path("phone_number")
                            .asText())
                    .isEqualTo("15550001");
        }
    }
}
