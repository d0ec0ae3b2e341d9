package dev.tgarchiver.tdlib;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of Telegram's errors for the methods that TDLib calls for the archiver, and of TDLib's own errors: how the
 * archiver must react to each, and a sentence for users. The texts are those that core.telegram.org lists as possible
 * errors of auth.sendCode, auth.signIn, auth.checkPassword, auth.exportLoginToken, contacts.resolveUsername,
 * messages.checkChatInvite, messages.getDialogs, messages.getPeerDialogs, messages.getHistory, channels.getMessages,
 * channels.getFullChannel, updates.getChannelDifference and upload.getFile, and those of TDLib's DialogManager,
 * MessagesManager, ChatManager and AuthManager. Errors that are not in the table count as {@link Means#TRANSIENT}.
 */
public final class TelegramErrors {

    /** How to react to an error. */
    public enum Means {
        /** The error may be temporary. */
        TRANSIENT,
        /** The requested object no longer exists. */
        GONE,
        /** The channel cannot be read. */
        NO_ACCESS,
        /** Telegram no longer serves this account, or refuses this request to it. */
        ACCOUNT_REFUSED,
        /** The login has ended. */
        LOGIN_NEEDED,
        /** The login is impossible with these data. */
        LOGIN_REFUSED,
        /** At login: the user's input is wrong; the same question is asked again. */
        ASK_AGAIN
    }

    /** @param sentence the sentence without a full stop, to follow a colon */
    public record Entry(Means means, String sentence) {}

    private static final Map<String, Entry> EXACT = new HashMap<>();

    /** Entries by the start of their texts. */
    private static final Map<String, Entry> BY_PREFIX = new LinkedHashMap<>();

    static {
        noAccess();
        gone();
        account();
        login();
        answers();
        passing();
    }

    private TelegramErrors() {}

    private static void noAccess() {
        Means means = Means.NO_ACCESS;
        String unknown = "Telegram does not know this chat, or does not show it to this account";
        // TDLib no longer requests a channel once it has found it private.
        put(
                means,
                "this account may not read it: it was removed from the channel, or the channel is private",
                "CHANNEL_PRIVATE",
                "CHAT_FORBIDDEN",
                "CAN'T ACCESS THE CHAT",
                "CHAT IS NOT ACCESSIBLE");
        put(
                means,
                unknown,
                "CHANNEL_INVALID",
                "CHAT_ID_INVALID",
                "CHAT_INVALID",
                "PEER_ID_INVALID",
                "PEER_ID_NOT_SUPPORTED");
        put(means, "this account is banned from the channel", "USER_BANNED_IN_CHANNEL", "USER_KICKED");
        put(means, "this account is not a member", "USER_NOT_PARTICIPANT", "CHANNEL_PARICIPANT_MISSING");
        put(means, "Telegram has closed this chat to its readers", "CHAT_RESTRICTED", "CHAT IS DEACTIVATED");
        put(means, "the channel is not available to this account", "CHANNEL_PUBLIC_GROUP_NA");
        put(means, "only its administrators may read this", "CHAT_ADMIN_REQUIRED");
        put(means, "only Premium accounts may read this", "PREMIUM_ACCOUNT_REQUIRED");
        put(
                means,
                "these are the direct messages of a channel, which cannot be archived",
                "CHANNEL_MONOFORUM_UNSUPPORTED");
        put(
                means,
                "Telegram has frozen this account, which can no longer read this channel",
                "FROZEN_PARTICIPANT_MISSING");
        put(means, "this person has deleted their account", "INPUT_USER_DEACTIVATED");
        put(means, "no channel has this name", "USERNAME_NOT_OCCUPIED", "USERNAME NOT FOUND");
        put(means, "this cannot be a channel's name", "USERNAME_INVALID", "USERNAME IS INVALID");
        put(means, "this invite link has expired or was revoked", "INVITE_HASH_EXPIRED");
        put(means, "this is not a valid invite link", "INVITE_HASH_INVALID", "INVITE_HASH_EMPTY", "WRONG INVITE LINK");
        put(
                means,
                "this account has not joined a chat with this id",
                "CHAT NOT FOUND",
                "CHAT INFO NOT FOUND",
                "SUPERGROUP NOT FOUND",
                "BASIC GROUP NOT FOUND",
                "GROUP NOT FOUND");
        putPrefixes(means, "this account has no right to read it", "HAVE NO RIGHTS", "NOT ENOUGH RIGHTS");
    }

    private static void gone() {
        put(
                Means.GONE,
                "the post no longer exists",
                "MESSAGE NOT FOUND",
                "MESSAGE_ID_INVALID",
                "MESSAGE_IDS_EMPTY",
                "MSG_ID_INVALID",
                "THE MESSAGE WAS DELETED");
    }

    private static void account() {
        put(
                Means.ACCOUNT_REFUSED,
                "Telegram has frozen this account and does not let it read this. Open a Telegram app to see why, and to "
                        + "appeal",
                "FROZEN_METHOD_INVALID");
        put(
                Means.ACCOUNT_REFUSED,
                "Telegram has restricted this account. Open a Telegram app to see why",
                "USER_RESTRICTED");
    }

    private static void login() {
        Means means = Means.LOGIN_NEEDED;
        put(
                means,
                "Telegram ended this login",
                "AUTH_KEY_UNREGISTERED",
                "AUTH_KEY_INVALID",
                "AUTH_KEY_PERM_EMPTY",
                "AUTH_KEY_DUPLICATED",
                "SESSION_REVOKED",
                "SESSION_EXPIRED",
                "UNAUTHORIZED");
        put(means, "Telegram has deleted this account; only another one can log in", "USER_DEACTIVATED");
        put(means, "Telegram has banned this account; only another one can log in", "USER_DEACTIVATED_BAN");
        put(means, "this is a bot's login, and bots cannot read histories; log in as a person", "BOT_METHOD_INVALID");
        means = Means.LOGIN_REFUSED;
        put(means, "Telegram has banned this phone number", "PHONE_NUMBER_BANNED");
        put(
                means,
                "there were too many attempts to log in with this number; try again tomorrow",
                "PHONE_NUMBER_FLOOD",
                "PHONE_PASSWORD_FLOOD");
        put(
                means,
                "Telegram does not accept telegram.api_id and telegram.api_hash; copy both again from my.telegram.org",
                "API_ID_INVALID",
                "API_ID_PUBLISHED_FLOOD");
        putPrefixes(
                means,
                "telegram.api_id and telegram.api_hash are not usable; copy both again from my.telegram.org",
                "VALID API_");
        put(
                means,
                "Telegram has no account with this phone number. Register in a Telegram app first",
                "PHONE_NUMBER_UNOCCUPIED",
                "PHONE_NUMBER_APP_SIGNUP_FORBIDDEN");
        put(
                means,
                "Telegram lets this number log in from an official app only",
                "UPDATE_APP_TO_LOGIN",
                "PHONE_PASSWORD_PROTECTED");
        putPrefixes(
                means,
                "Telegram asks for a check that only an official app can do; log in there once, then try again",
                "RECAPTCHA_CHECK_",
                "APNS_VERIFY_CHECK_",
                "INTEGRITY_CHECK_");
    }

    private static void answers() {
        Means means = Means.ASK_AGAIN;
        put(means, "This code is wrong.", "PHONE_CODE_INVALID", "EMAIL_CODE_INVALID", "CODE_INVALID");
        put(means, "This code has expired.", "PHONE_CODE_EXPIRED", "EMAIL_VERIFY_EXPIRED");
        put(means, "The code is empty.", "PHONE_CODE_EMPTY");
        put(means, "This password is wrong.", "PASSWORD_HASH_INVALID");
        put(
                means,
                "This is not a phone number that Telegram accepts; write it in international form, such as "
                        + "+4915112345678.",
                "PHONE_NUMBER_INVALID");
        put(
                means,
                "Telegram does not accept this email address.",
                "EMAIL_INVALID",
                "EMAIL_NOT_ALLOWED",
                "EMAIL_ADDRESS_INVALID");
        put(means, "Telegram cannot send the code in another way now.", "SEND_CODE_UNAVAILABLE");
    }

    private static void passing() {
        Means means = Means.TRANSIENT;
        putPrefixes(means, "the file's reference has expired", "FILE_REFERENCE_", "FILEREF_UPGRADE_NEEDED");
        put(
                means,
                "Telegram does not find the file at the location that it has sent",
                "LOCATION_INVALID",
                "FILE_ID_INVALID",
                "FILE_TOKEN_INVALID",
                "OFFSET_INVALID",
                "LIMIT_INVALID");
        putPrefixes(means, "Telegram's file servers have not answered", "CDN_");
        put(means, "Telegram took too long to answer", "TIMEOUT", "RPC_TIMEOUT");
        putPrefixes(means, "Telegram took too long to collect updates", "PERSISTENT_TIMESTAMP_");
        put(means, "TDLib has ended", "REQUEST ABORTED");
        // What it is that TDLib does not find, it does not say.
        put(means, "TDLib does not find what was asked for", "NOT FOUND");
    }

    private static void put(Means means, String sentence, String... texts) {
        for (String text : texts) {
            EXACT.put(text, new Entry(means, sentence));
        }
    }

    private static void putPrefixes(Means means, String sentence, String... prefixes) {
        for (String prefix : prefixes) {
            BY_PREFIX.put(prefix, new Entry(means, sentence));
        }
    }

    /** The entry of an error's text, ignoring case; empty when the text is not in the table. */
    public static Optional<Entry> find(String text) {
        String key = text.toUpperCase(Locale.ROOT);
        Entry exact = EXACT.get(key);
        return exact != null
                ? Optional.of(exact)
                : BY_PREFIX.entrySet().stream()
                        .filter(entry -> key.startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    /** The whole table by text or prefix, for tests. */
    static Map<String, Entry> all() {
        Map<String, Entry> all = new LinkedHashMap<>(EXACT);
        all.putAll(BY_PREFIX);
        return Map.copyOf(all);
    }
}
