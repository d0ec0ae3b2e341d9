package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Telegram may answer to a login: each ends with exit code 4 (7 without a connection), says why, and what to do. */
final class LoginFaultsIT extends EndToEnd {

    /** What is answered for ever to a method, and what the program says of it. */
    private record Trouble(String method, int code, String text, String said) {

        /** A connection that breaks whenever something is asked is none. */
        int exitCode() {
            return text.equals("dropped") ? 7 : 4;
        }

        Fault to(LoginFaultsIT test, String phone) {
            Fault fault =
                    switch (text) {
                        case "dropped" -> test.telegram.faults().dropConnection(method);
                        case "lost" -> test.telegram.faults().loseAnswer(method);
                        default -> test.telegram.faults().error(method, code, text);
                    };
            String digits = phone.substring(1);
            return fault.when(call -> call.arguments().textAt("phone_number").endsWith(digits))
                    .forever();
        }
    }

    private static List<Trouble> troubles() {
        List<Trouble> all = new ArrayList<>();
        for (String method : List.of("auth.sendCode", "auth.signIn")) {
            all.add(new Trouble(method, 500, "INTERNAL", "INTERNAL"));
            all.add(new Trouble(method, -503, "Timeout", "took too long"));
            all.add(new Trouble(method, 0, "dropped", "Telegram is not reachable: no connection"));
            all.add(new Trouble(method, 0, "lost", "no answer"));
            all.add(new Trouble(method, 420, "FLOOD_WAIT_100", "asks to wait 100 s before the next one"));
            all.add(new Trouble(method, 420, "FLOOD_WAIT_13078", "asks to wait 4 hours"));
            all.add(new Trouble(method, 400, "SOME_NEW_ERROR", "SOME_NEW_ERROR"));
            all.add(new Trouble(method, 403, "SOME_NEW_ERROR", "SOME_NEW_ERROR"));
            all.add(new Trouble(method, 406, "UPDATE_APP_TO_LOGIN", "official app only"));
            all.add(new Trouble(method, 400, "PHONE_NUMBER_BANNED", "Telegram has banned this phone number"));
        }
        return all;
    }

    /** TDLib asks again for half a minute before it reports some of them, so all go on at the same time. */
    @Test
    void a_fault_that_lasts_for_ever_ends_the_login_with_its_reason() throws IOException {
        List<ProgramRun> runs = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        List<Installation> installations = new ArrayList<>();
        List<Trouble> troubles = troubles();
        for (Trouble trouble : troubles) {
            String phone = "+155520" + (10 + runs.size());
            telegram.world().user(phone).named("Bob", "").code(Installation.CODE);
            faults.add(trouble.to(this, phone));
            Installation own =
                    Installation.in(Files.createDirectories(folder.resolve("login" + runs.size())), telegram);
            if (trouble.code() == 0) {
                own.environment("ARCHIVER_DOWNLOAD_WORKER_TIMEOUT", "10s");
                own.environment("ARCHIVER_TELEGRAM_CONNECT_TIMEOUT", "30s");
            }
            own.environment("ARCHIVER_LOGIN_PHONE", phone);
            own.environment("ARCHIVER_LOGIN_CODE", Installation.CODE);
            installations.add(own);
            runs.add(own.start("login"));
        }
        for (int i = 0; i < runs.size(); i++) {
            ProgramRun run = runs.get(i).await();
            assertThat(run.exitCode())
                    .as("%s: %s", troubles.get(i), run)
                    .isEqualTo(troubles.get(i).exitCode());
            assertThat(run.err())
                    .as("%s", troubles.get(i))
                    .contains(troubles.get(i).said());
        }
        faults.forEach(fault -> fault.times(0));
        ProgramRun mended = installations.get(0).run("", "login");
        assertThat(mended.exitCode()).as("%s", mended).isZero();
    }

    @ParameterizedTest
    @CsvSource({"400, SOME_NEW_ERROR, SOME_NEW_ERROR", "420, FLOOD_WAIT_100, asks to wait 100 s"})
    void a_qr_code_that_telegram_refuses_ends_the_login(int code, String text, String said) throws IOException {
        Fault fault =
                telegram.faults().error("auth.exportLoginToken", code, text).forever();
        ProgramRun run = archiver.run("", "login", "--qr");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
        assertThat(run.err()).contains(said).contains("archiver login");
        assertThat(fault.happened()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "USER_DEACTIVATED_BAN, Telegram has banned this account",
        "USER_DEACTIVATED, Telegram has deleted this account"
    })
    void an_account_that_telegram_bans_is_told_as_that(String error, String said) throws IOException {
        telegram.world().channel("Some Channel").username("some");
        archiver.loggedIn();
        telegram.faults().error("contacts.resolveUsername", 401, error).forever();
        ProgramRun run = archiver.run("", "download", "@some");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
        assertThat(run.err()).contains(said).contains("archiver login");
    }
}
