package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.account.LoginPrompt;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.cli.process.Interrupts;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Prompt;
import dev.tgarchiver.console.terminal.PromptResult;
import dev.tgarchiver.console.terminal.QrText;
import dev.tgarchiver.telegram.LoginDialogue.LoginAborted;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Logs in at the console, with answers of the options, of the environment or of the user. An answer of the options or
 * the environment is used once: to repeat a rejected one would only use up the attempts that Telegram allows.
 */
public final class ConsoleLogin implements LoginPrompt {

    public static final String PHONE = "ARCHIVER_LOGIN_PHONE";
    public static final String CODE = "ARCHIVER_LOGIN_CODE";
    public static final String PASSWORD = "ARCHIVER_LOGIN_PASSWORD";

    private static final String BACK = "back";
    private static final int SHOWN_DIGITS = 4;
    private static final String ABORTED = "The login was not completed: standard input ended before Telegram had ";

    private final Console console;
    private final Prompt prompt;
    private final Optional<String> phoneOption;
    private final Map<String, String> environment;
    private final Interrupts interrupts;
    private final Set<String> used = new HashSet<>();
    private Optional<String> lastSource = Optional.empty();

    public ConsoleLogin(
            Console console, Optional<String> phone, Map<String, String> environment, Interrupts interrupts) {
        this.console = console;
        this.environment = environment;
        this.interrupts = interrupts;
        phoneOption = phone;
        prompt = console.prompt();
    }

    @Override
    public String phone() throws LoginAborted {
        if (phoneOption.isPresent() && used.add("--phone")) {
            lastSource = Optional.of("--phone");
            return phoneOption.get();
        }
        Optional<String> given = fromEnvironment(PHONE);
        return given.isPresent()
                ? given.get()
                : typed(prompt.line("Phone number, in international form (+4915112345678): "), "the phone number");
    }

    @Override
    public CodeAnswer code(CodeInfo info) throws LoginAborted, WentBack {
        Optional<String> given = fromEnvironment(CODE);
        if (given.isPresent()) {
            return new CodeAnswer(given.get());
        }
        if (info.sent()) {
            String digits = info.length() > 0 ? " (" + info.length() + " digits)" : "";
            tell("Telegram has sent a code for " + shown(info.phone()) + " " + info.sentTo() + digits + ".");
            tell((info.next().isEmpty()
                            ? "Type "
                            : "Press Enter without a code to get it " + info.next() + after(info.resendAfter())
                                    + "; type ")
                    + BACK + " to give another number.");
        }
        String answer = typedOrBack(prompt.line("Code for " + shown(info.phone()) + ": "), "the code");
        // Users copy codes with blanks and hyphens.
        return answer.toLowerCase(Locale.ROOT).equals("resend")
                ? CodeAnswer.RESEND
                : new CodeAnswer(answer.replaceAll("[\\s-]", ""));
    }

    /** In full on a terminal, where the user may have mistyped it; abbreviated where it may be a log. */
    private String shown(String phone) {
        return console.errIsTerminal() || phone.length() <= SHOWN_DIGITS
                ? phone
                : "…" + phone.substring(phone.length() - SHOWN_DIGITS);
    }

    private static String after(Duration wait) {
        return wait.isZero() ? " instead" : " instead, possible in " + wait.toSeconds() + " s";
    }

    @Override
    public String password(String phone, String hint) throws LoginAborted, WentBack {
        Optional<String> given = fromEnvironment(PASSWORD);
        if (given.isPresent()) {
            return given.get();
        }
        String question = "Two-step verification password" + (phone.isEmpty() ? "" : " of " + shown(phone))
                + (hint.isEmpty() ? ": " : " (hint: " + hint + "): ");
        String password = typed(prompt.secret(question), "the password");
        if (password.isEmpty()) {
            // Any word might be the password.
            throw new WentBack();
        }
        return password;
    }

    @Override
    public String emailAddress() throws LoginAborted, WentBack {
        tell("Telegram asks for an email address, to which it will send login codes from now on.");
        return typedOrBack(prompt.line("Email address: "), "the email address");
    }

    @Override
    public String emailCode(String pattern) throws LoginAborted, WentBack {
        tell("Telegram sends the code to " + pattern + ". Type " + BACK + " to give another number.");
        return typedOrBack(prompt.line("Code from the email: "), "the code from the email");
    }

    @Override
    public void qr(String link) {
        QrText.show(console, link);
        tell("Scan it with a Telegram app that is logged in: Settings, Devices, Link Desktop Device.");
        tell("It is renewed every 30 seconds until it is scanned.");
    }

    @Override
    public void rejected(String reason) throws LoginAborted {
        if (lastSource.isPresent()) {
            throw new LoginAborted(
                    reason + " It came from " + lastSource.get() + "; correct it and run again: archiver login");
        }
        console.warn(reason);
    }

    @Override
    public void tell(String message) {
        console.info(message);
    }

    @Override
    public void restoreInput() {
        console.showTyping();
    }

    /** Only the end of the process ends a wait for standard input. */
    @Override
    public void leave() {
        interrupts.exit(ExitCode.INTERRUPTED.code());
    }

    private Optional<String> fromEnvironment(String variable) {
        String value = environment.getOrDefault(variable, "");
        boolean usable = !value.isEmpty() && used.add(variable);
        lastSource = usable ? Optional.of(variable) : Optional.empty();
        return usable ? Optional.of(value) : Optional.empty();
    }

    private String typedOrBack(PromptResult answer, String what) throws LoginAborted, WentBack {
        String typed = typed(answer, what);
        if (typed.toLowerCase(Locale.ROOT).equals(BACK)) {
            throw new WentBack();
        }
        return typed;
    }

    private String typed(PromptResult answer, String what) throws LoginAborted {
        lastSource = Optional.empty();
        if (answer instanceof PromptResult.Given given) {
            return given.text().strip();
        }
        throw new LoginAborted(ABORTED + what + "; run: archiver login");
    }
}
