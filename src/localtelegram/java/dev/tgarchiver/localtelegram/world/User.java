package dev.tgarchiver.localtelegram.world;

import dev.tgarchiver.localtelegram.crypto.Bytes;
import dev.tgarchiver.localtelegram.crypto.Srp;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An account. The setters are for arranging a world before or between a client's calls; they return the user. What is
 * set is seen by all threads.
 */
public final class User {

    private final long id;
    private final String phone;
    private final MessageBox box = new MessageBox();
    private final SavedMessages savedMessages;
    private volatile String firstName;
    private volatile String lastName = "";
    private volatile @Nullable String username;
    private volatile String code = "12345";
    private volatile List<CodeKind> codeKinds = List.of(CodeKind.APP, CodeKind.SMS);
    private final AtomicInteger codesExpired = new AtomicInteger();
    private volatile int dataCentre = 1;
    private volatile boolean premium;
    private volatile boolean unlimited;
    private volatile @Nullable String botToken;
    private volatile @Nullable EmailLogin email;
    private volatile Srp.@Nullable Verifier password;
    private volatile String passwordHint = "";

    User(long id, String phone, WorldListener listener) {
        this.id = id;
        this.phone = phone;
        this.firstName = "User " + phone.substring(Math.max(0, phone.length() - 4));
        this.savedMessages = new SavedMessages(this, listener);
    }

    /** Sets the names; the last one may be empty. */
    public User named(String first, String last) {
        firstName = first;
        lastName = last;
        return this;
    }

    public User username(String name) {
        username = name;
        return this;
    }

    /** The login code that is always sent to this user; 12345 unless set. */
    public User code(String newCode) {
        code = newCode;
        return this;
    }

    /** How the login code is sent: first so, and at each request to send it again the next way. */
    public User codesBy(CodeKind... kinds) {
        codeKinds = List.of(kinds);
        return this;
    }

    /** Login codes that were sent until now are not valid any more, as Telegram's after some minutes. */
    public User expireCodes() {
        codesExpired.incrementAndGet();
        return this;
    }

    /** How many times the codes that were sent before have expired. */
    public int codesExpired() {
        return codesExpired.get();
    }

    /** No limits of how often: for measurements, in which an account begins anew more often than any user does. */
    public User unlimited() {
        unlimited = true;
        return this;
    }

    public boolean isUnlimited() {
        return unlimited;
    }

    /** Turns two-step verification on. */
    public User password(String newPassword, String hint) {
        password = new Srp.Verifier(newPassword, Bytes.random(24), Bytes.random(16));
        passwordHint = hint;
        return this;
    }

    /** The account's home: a log-in elsewhere is sent there. */
    public User inDataCentre(int dc) {
        dataCentre = dc;
        return this;
    }

    public User premium() {
        premium = true;
        return this;
    }

    /** Makes it a bot, which logs in with a token. */
    public User bot(String token) {
        botToken = token;
        return this;
    }

    /** Login codes go to an email address from now on. */
    public User codesByEmail(String address, String emailCode) {
        email = new EmailLogin(false, address, emailCode);
        return this;
    }

    /** A log-in must first set up an email address, which is confirmed by this code. */
    public User mustSetUpEmail(String emailCode) {
        email = new EmailLogin(true, "", emailCode);
        return this;
    }

    public long id() {
        return id;
    }

    public long accessHash() {
        return Mix.mix(id ^ 0xacce55L);
    }

    /** The one that comes with a post: it opens nothing but the profile photo. */
    public long minAccessHash() {
        return Mix.mix(id ^ 0x3107acce55L);
    }

    public String phone() {
        return phone;
    }

    public String firstName() {
        return firstName;
    }

    public String lastName() {
        return lastName;
    }

    public @Nullable String username() {
        return username;
    }

    public String code() {
        return code;
    }

    public List<CodeKind> codeKinds() {
        return codeKinds;
    }

    public int dataCentre() {
        return dataCentre;
    }

    public boolean isPremium() {
        return premium;
    }

    public @Nullable String botToken() {
        return botToken;
    }

    public @Nullable EmailLogin email() {
        return email;
    }

    public Srp.@Nullable Verifier password() {
        return password;
    }

    public String passwordHint() {
        return passwordHint;
    }

    /** What numbers everything that the account has outside of channels. */
    MessageBox box() {
        return box;
    }

    public SavedMessages savedMessages() {
        return savedMessages;
    }

    @Override
    public String toString() {
        return firstName + " (" + phone + ")";
    }
}
