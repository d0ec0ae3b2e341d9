package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.handlers.RpcException.badRequest;
import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.crypto.Bytes;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.CodeKind;
import dev.tgarchiver.localtelegram.world.EmailLogin;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Logging in by telephone number and code, the code by app, SMS, call or email; and a bot by its token. */
final class CodeMethods {

    private static final Pattern PHONE = Pattern.compile("\\+?\\d{5,15}");
    private static final int RESEND_SECONDS = 1;
    private static final List<CodeKind> DEFAULT_KINDS = List.of(CodeKind.APP, CodeKind.SMS);

    /** The code for a number that has no account. */
    private static final String CODE_OF_UNKNOWN = "12345";

    private final World world;
    private final Logins logins;
    private final Map<String, SentCode> sent = new ConcurrentHashMap<>();

    CodeMethods(World world, Logins logins) {
        this.world = world;
        this.logins = logins;
    }

    void addTo(Methods methods) {
        methods.addOpen("auth.sendCode", this::sendCode);
        methods.addOpen("auth.resendCode", this::resendCode);
        methods.addOpen("auth.cancelCode", this::cancelCode);
        methods.addOpen("auth.signIn", this::signIn);
        methods.addOpen("auth.importBotAuthorization", this::signInBot);
        methods.addOpen("account.sendVerifyEmailCode", this::sendEmailCode);
        methods.addOpen("account.verifyEmail", this::verifyEmail);
    }

    /** A code that is on its way. */
    private static final class SentCode {
        private final String hash = HexFormat.of().formatHex(Bytes.random(9));
        private final String phone;
        private final @Nullable User user;
        private final AtomicInteger resent = new AtomicInteger();
        private final int generation;
        private volatile String newAddress = "";
        private volatile boolean addressConfirmed;

        SentCode(String phone, @Nullable User user) {
            this.phone = phone;
            this.user = user;
            generation = user == null ? 0 : user.codesExpired();
        }

        boolean isExpired() {
            return user != null && user.codesExpired() != generation;
        }

        String code() {
            return user == null ? CODE_OF_UNKNOWN : user.code();
        }

        @Nullable
        EmailLogin email() {
            return user == null || addressConfirmed ? null : user.email();
        }
    }

    private TlObject sendCode(TlObject arguments, Caller caller) {
        String phone = arguments.textAt("phone_number");
        if (!PHONE.matcher(phone).matches()) {
            throw badRequest("PHONE_NUMBER_INVALID");
        }
        User user = world.findUserByPhone(phone);
        if (user != null && user.dataCentre() != caller.dataCentre()) {
            throw RpcException.migrate("PHONE", user.dataCentre());
        }
        SentCode code = new SentCode(phone, user);
        sent.put(code.hash, code);
        return sentCode(code);
    }

    private TlObject resendCode(TlObject arguments, Caller caller) {
        SentCode code = find(arguments);
        if (code.resent.get() + 1 >= kinds(code).size()) {
            throw badRequest("SEND_CODE_UNAVAILABLE");
        }
        code.resent.incrementAndGet();
        return sentCode(code);
    }

    private Object cancelCode(TlObject arguments, Caller caller) {
        sent.remove(find(arguments).hash);
        return true;
    }

    private TlObject signIn(TlObject arguments, Caller caller) {
        SentCode code = find(arguments);
        EmailLogin email = code.email();
        if (email != null && !email.mustSetUp()) {
            requireEmailCode(arguments, email);
        } else {
            requireCode(arguments, code.code());
        }
        sent.remove(code.hash);
        return code.user == null ? tl("auth.authorizationSignUpRequired") : logins.passed(code.user, caller);
    }

    private static void requireCode(TlObject arguments, String wanted) {
        if (!arguments.has("phone_code")) {
            throw badRequest("PHONE_CODE_EMPTY");
        }
        if (!arguments.textAt("phone_code").equals(wanted)) {
            throw badRequest("PHONE_CODE_INVALID");
        }
    }

    private static void requireEmailCode(TlObject arguments, EmailLogin email) {
        if (!arguments.has("email_verification")) {
            throw badRequest("PHONE_CODE_EMPTY");
        }
        TlObject verification = arguments.objectAt("email_verification");
        if (!verification.is("emailVerificationCode")
                || !verification.textAt("code").equals(email.code())) {
            throw badRequest("PHONE_CODE_INVALID");
        }
    }

    private TlObject sendEmailCode(TlObject arguments, Caller caller) {
        SentCode code = find(purpose(arguments));
        EmailLogin email = required(code);
        String address = arguments.textAt("email");
        if (!address.contains("@")) {
            throw badRequest("EMAIL_INVALID");
        }
        code.newAddress = address;
        return tl("account.sentEmailCode")
                .set("email_pattern", EmailLogin.pattern(address))
                .set("length", email.code().length());
    }

    private TlObject verifyEmail(TlObject arguments, Caller caller) {
        SentCode code = find(purpose(arguments));
        TlObject verification = arguments.objectAt("verification");
        if (!verification.is("emailVerificationCode")
                || !verification.textAt("code").equals(required(code).code())) {
            throw badRequest("CODE_INVALID");
        }
        code.addressConfirmed = true;
        return tl("account.emailVerifiedLogin").set("email", code.newAddress).set("sent_code", sentCode(code));
    }

    private static TlObject purpose(TlObject arguments) {
        TlObject purpose = arguments.objectAt("purpose");
        if (!purpose.is("emailVerifyPurposeLoginSetup")) {
            throw badRequest("EMAIL_NOT_SETUP");
        }
        return purpose;
    }

    private static EmailLogin required(SentCode code) {
        EmailLogin email = code.email();
        if (email == null || !email.mustSetUp()) {
            throw badRequest("EMAIL_NOT_SETUP");
        }
        return email;
    }

    private TlObject signInBot(TlObject arguments, Caller caller) {
        User bot = world.findBot(arguments.textAt("bot_auth_token"));
        if (bot == null) {
            throw badRequest("ACCESS_TOKEN_INVALID");
        }
        return logins.complete(bot, caller);
    }

    private SentCode find(TlObject arguments) {
        SentCode code = sent.get(arguments.textAt("phone_code_hash"));
        if (code == null || code.isExpired() || !code.phone.equals(arguments.textAt("phone_number"))) {
            throw badRequest("PHONE_CODE_EXPIRED");
        }
        return code;
    }

    private static List<CodeKind> kinds(SentCode code) {
        return code.user == null ? DEFAULT_KINDS : code.user.codeKinds();
    }

    private static TlObject sentCode(SentCode code) {
        TlObject answer = tl("auth.sentCode").set("phone_code_hash", code.hash);
        EmailLogin email = code.email();
        if (email != null && email.mustSetUp()) {
            return answer.set("type", tl("auth.sentCodeTypeSetUpEmailRequired"));
        }
        if (email != null) {
            return answer.set(
                    "type",
                    tl("auth.sentCodeTypeEmailCode")
                            .set("email_pattern", EmailLogin.pattern(email.address()))
                            .set("length", email.code().length()));
        }
        List<CodeKind> kinds = kinds(code);
        int length = code.code().length();
        answer.set("type", tl(type(kinds.get(code.resent.get()))).set("length", length));
        if (code.resent.get() + 1 < kinds.size()) {
            answer.set("next_type", tl(nextType(kinds.get(code.resent.get() + 1))))
                    .set("timeout", RESEND_SECONDS);
        }
        return answer;
    }

    private static String type(CodeKind kind) {
        return switch (kind) {
            case APP -> "auth.sentCodeTypeApp";
            case SMS -> "auth.sentCodeTypeSms";
            case CALL -> "auth.sentCodeTypeCall";
        };
    }

    private static String nextType(CodeKind kind) {
        return kind == CodeKind.CALL ? "auth.codeTypeCall" : "auth.codeTypeSms";
    }
}
