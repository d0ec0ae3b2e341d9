package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.CodeKind;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoginIT extends EndToEnd {

    @BeforeEach
    void start() throws IOException {
        user.named("Alice", "Archer").username("alice");
    }

    @Test
    void by_code_from_standard_input() throws IOException {
        ProgramRun run = archiver.run("12345\n", "login", "--phone", Installation.PHONE);
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.err())
                .contains("sent a code for " + SHOWN + " to your Telegram app (5 digits)")
                .contains("Logged in as Alice Archer (@alice)");

        ProgramRun again = archiver.run("", "login");
        assertThat(again.exitCode()).as("%s", again).isZero();
        assertThat(again.err()).contains("Already logged in as Alice Archer (@alice)");
    }

    @Test
    void asks_for_the_phone_number_too() throws IOException {
        ProgramRun run = archiver.run(Installation.PHONE + "\n1 2 3-4 5\n", "login");
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    @Test
    void from_the_environment_alone() throws IOException {
        user.password("correct horse", "battery");
        archiver.environment("ARCHIVER_LOGIN_PHONE", Installation.PHONE);
        archiver.environment("ARCHIVER_LOGIN_CODE", Installation.CODE);
        archiver.environment("ARCHIVER_LOGIN_PASSWORD", "correct horse");
        ProgramRun run = archiver.run("", "login");
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    @Test
    void a_wrong_code_is_asked_for_again() throws IOException {
        ProgramRun run = archiver.run("11111\n12345\n", "login", "--phone", Installation.PHONE);
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.err()).contains("This code is wrong.");
    }

    @Test
    void a_wrong_code_and_no_more_input_is_an_error_that_says_what_to_do() throws IOException {
        ProgramRun run = archiver.run("11111\n", "login", "--phone", Installation.PHONE);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
        assertThat(run.err()).contains("This code is wrong.").contains("run: archiver login");
    }

    @Test
    void a_wrong_code_from_the_environment_is_not_tried_twice() throws IOException {
        archiver.environment("ARCHIVER_LOGIN_CODE", "54321");
        ProgramRun run = archiver.run("", "login", "--phone", Installation.PHONE);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
        assertThat(run.err()).contains("ARCHIVER_LOGIN_CODE").doesNotContain("54321");
        assertThat(telegram.calls().count("auth.signIn")).isOne();
    }

    @Test
    void a_code_can_be_sent_again_another_way() throws IOException {
        user.codesBy(CodeKind.APP, CodeKind.SMS);
        ProgramRun run = archiver.start("login", "--phone", Installation.PHONE);
        await().atMost(Duration.ofSeconds(30)).until(() -> run.err().contains("Code for"));
        // The server lets a code be sent again a second after the first; until then TDLib refuses.
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    run.type("resend\n");
                    return run.err().contains("sent a code for " + SHOWN + " by SMS");
                });
        run.type("12345\n").await();
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(telegram.calls().count("auth.resendCode")).isPositive();
    }

    private static final String MISTYPED = "+15559999";

    // As a log shows the numbers.
    private static final String SHOWN = "…0001";
    private static final String MISTYPED_SHOWN = "…9999";

    /** A login that ends at the question for the code. */
    private void mistype() throws IOException {
        ProgramRun run = archiver.run("", "login", "--phone", MISTYPED);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
        assertThat(run.err()).contains("sent a code for " + MISTYPED_SHOWN);
    }

    @Test
    void an_earlier_number_is_not_continued_with() throws IOException {
        mistype();
        ProgramRun option = archiver.run("", "login", "--phone", Installation.PHONE);
        assertThat(option.err()).contains("sent a code for " + SHOWN).doesNotContain(MISTYPED_SHOWN);

        mistype();
        ProgramRun typed = archiver.run(Installation.PHONE + "\n12345\n", "login");
        assertThat(typed.exitCode()).as("%s", typed).isZero();
        assertThat(typed.err())
                .contains("Phone number")
                .contains("Logged in as Alice")
                .doesNotContain(MISTYPED_SHOWN);
    }

    @Test
    void a_qr_code_is_shown_after_a_number_and_a_number_taken_after_a_qr_code() throws IOException {
        mistype();
        ProgramRun qr = archiver.start("login", "--qr");
        await().atMost(Duration.ofSeconds(30)).until(() -> qr.err().contains("Scan it"));
        qr.interrupt();
        qr.await();
        assertThat(qr.exitCode()).as("%s", qr).isEqualTo(130);

        ProgramRun number = archiver.run("12345\n", "login", "--phone", Installation.PHONE);
        assertThat(number.exitCode()).as("%s", number).isZero();
        assertThat(number.err()).doesNotContain("Scan it").contains("Logged in as Alice");
    }

    @Test
    void back_goes_back_to_the_number() throws IOException {
        ProgramRun run = archiver.run("back\n" + Installation.PHONE + "\n12345\n", "login", "--phone", MISTYPED);
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.err())
                .contains("Code for " + MISTYPED_SHOWN, "type back to give another number", "Code for " + SHOWN);
    }

    @Test
    void an_empty_password_goes_back_to_the_number() throws IOException {
        user.password("correct horse", "battery");
        User other = telegram.world().user("+15550002").named("Bob", "").code("54321");
        ProgramRun run =
                archiver.run("12345\n\n" + other.phone() + "\n54321\n", "login", "--phone", Installation.PHONE);
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.err()).contains("password of " + SHOWN).contains("Logged in as Bob");
    }

    @Test
    void logout_discards_a_login_that_was_not_completed() throws IOException {
        mistype();
        ProgramRun logout = archiver.run("", "logout");
        assertThat(logout.exitCode()).as("%s", logout).isZero();
        assertThat(logout.err()).contains("Discarded a login that was not completed");
        assertThat(archiver.run("", "logout").err()).contains("nothing to do");
        archiver.login();
    }

    @Test
    void an_empty_line_asks_for_the_code_another_way() throws IOException {
        user.codesBy(CodeKind.APP, CodeKind.SMS);
        ProgramRun run = archiver.start("login", "--phone", Installation.PHONE);
        await().atMost(Duration.ofSeconds(30)).until(() -> run.err().contains("Code for"));
        assertThat(run.err()).contains("Press Enter without a code to get it by SMS instead");
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    run.type("\n");
                    return run.err().contains("sent a code for " + SHOWN + " by SMS");
                });
        run.type("12345\n").await();
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    @Test
    void an_expired_code_is_replaced_by_a_new_one() throws IOException {
        ProgramRun run = archiver.start("login", "--phone", Installation.PHONE);
        await().atMost(Duration.ofSeconds(30)).until(() -> run.err().contains("Code for"));
        user.expireCodes();
        run.type("12345\n");
        await().atMost(Duration.ofSeconds(30)).until(() -> run.err().contains("This code has expired"));
        assertThat(run.err()).containsOnlyOnce("Telegram has sent a code");
        run.type("\n");
        await().atMost(Duration.ofSeconds(30)).until(() -> run.err().split("Telegram has sent a code", -1).length == 3);
        run.type("12345\n").await();
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(telegram.calls().count("auth.sendCode")).isEqualTo(2);
    }

    @Test
    void after_the_login_the_next_step_is_said() throws IOException {
        ProgramRun run = archiver.run("12345\n", "login", "--phone", Installation.PHONE);
        assertThat(run.err())
                .contains("Next: archiver chats lists your channels, archiver download @name archives one.");
        archiver.environment("ARCHIVER_CHANNELS", "@demo");
        archiver.run("", "logout");
        ProgramRun again = archiver.run("12345\n", "login", "--phone", Installation.PHONE);
        assertThat(again.err()).contains("Next: archiver download\n");
    }

    @Test
    void with_the_password_of_two_step_verification() throws IOException {
        user.password("correct horse", "what xkcd says");
        ProgramRun run = archiver.run("12345\nwrong\ncorrect horse\n", "login", "--phone", Installation.PHONE);
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.err())
                .contains("hint: what xkcd says")
                .contains("This password is wrong.")
                .doesNotContain("horse");
    }

    @Test
    void by_qr_code() throws IOException {
        ProgramRun run = archiver.start("login", "--qr");
        await().atMost(Duration.ofSeconds(30)).until(() -> run.err().contains("Scan it"));
        telegram.world().scanQrCode(user);
        run.await();
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.err()).contains("Logged in as Alice Archer");
    }

    @Test
    void with_a_code_by_email() throws IOException {
        user.codesByEmail("alice@example.org", "777777");
        ProgramRun run = archiver.run("777777\n", "login", "--phone", Installation.PHONE);
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.err()).contains("@example.org");
    }

    @Test
    void with_an_email_address_that_telegram_demands() throws IOException {
        user.mustSetUpEmail("777777");
        ProgramRun run = archiver.run("alice@example.org\n777777\n12345\n", "login", "--phone", Installation.PHONE);
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    @Test
    void an_unknown_number_is_not_registered() throws IOException {
        ProgramRun run = archiver.run("12345\n", "login", "--phone", "+15559999");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
        assertThat(run.err()).contains("no account with this phone number");
        assertThat(telegram.calls().count("auth.signUp")).isZero();
    }

    @Test
    void without_a_login_every_command_says_so() throws IOException {
        for (String command : new String[] {"chats", "download"}) {
            ProgramRun run = archiver.run("", command, command.equals("download") ? "@demo" : "-v");
            assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
            assertThat(run.err()).contains("archiver login");
        }
    }

    @Test
    void logout_ends_the_login_there_and_here() throws IOException {
        archiver.login();
        ProgramRun logout = archiver.run("", "logout");
        assertThat(logout.exitCode()).as("%s", logout).isZero();
        assertThat(logout.err()).contains("Logged out Alice Archer");
        assertThat(telegram.calls().count("auth.logOut")).isOne();
        assertThat(archiver.run("", "chats").exitCode()).isEqualTo(4);
        archiver.login();
    }

    @Test
    void the_session_is_for_its_owner_only() throws IOException {
        archiver.login();
        Path session = folder.resolve("data/session");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session.resolve("key"))))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(session, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProgramRun run = archiver.run("", "chats");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(6);
        assertThat(run.err()).contains("chmod 700");
    }

    @Test
    void another_key_does_not_open_the_session() throws IOException {
        archiver.login();
        archiver.environment("ARCHIVER_SESSION_KEY", "not the one it was made with");
        ProgramRun run = archiver.run("", "chats");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(6);
        assertThat(run.err()).contains("ARCHIVER_SESSION_KEY");
    }
}
