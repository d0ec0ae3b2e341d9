package dev.tgarchiver.telegram;

import dev.tgarchiver.model.post.Post;
import java.time.Duration;

/** Why a request to Telegram failed. The kind says what to do about it. */
public abstract sealed class TelegramFailure extends Exception {

    private static final long serialVersionUID = 1;

    /** How to handle a failure; one constant for each class, for switches without a default. */
    public enum Kind {
        FLOOD_WAIT,
        TRANSIENT,
        GONE,
        REPLACED,
        NO_ACCESS,
        ACCOUNT_REFUSED,
        LOGIN_NEEDED,
        HELD,
        LOCAL,
        UNREACHABLE
    }

    private final Kind kind;
    private final String message;

    private TelegramFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.message = message;
    }

    /** What happened, as a sentence for the user. */
    @Override
    public String getMessage() {
        return message;
    }

    /** The class of this failure as a constant. */
    public Kind kind() {
        return kind;
    }

    /** Too many requests: no request may be sent before {@link #retryAfter} has passed. It does not count as an attempt. */
    public static final class FloodWait extends TelegramFailure {
        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        /** Telegram demands a wait of this length. */
        public FloodWait(Duration retryAfter) {
            super(Kind.FLOOD_WAIT, "Telegram asks to wait " + retryAfter.toSeconds() + " s (flood wait)");
            this.retryAfter = retryAfter;
        }

        /** How long to wait from now. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** A transient failure: a retry may succeed. */
    public static final class Transient extends TelegramFailure {
        private static final long serialVersionUID = 1;

        /** The message tells the user what went wrong. */
        public Transient(String message) {
            super(Kind.TRANSIENT, message);
        }
    }

    /** The requested object no longer exists: a deleted post, a replaced file. */
    public static final class Gone extends TelegramFailure {
        private static final long serialVersionUID = 1;
        private final boolean post;

        /** The message tells the user what is gone. It does not say that the post was deleted. */
        public Gone(String message) {
            this(message, false);
        }

        private Gone(String message, boolean post) {
            super(Kind.GONE, message);
            this.post = post;
        }

        /** Telegram was asked for the post by its number, in a channel that can be read, and no longer has it. */
        public static Gone ofPost(String message) {
            return new Gone(message, true);
        }

        /** Whether it is the post that is gone. */
        public boolean isOfPost() {
            return post;
        }
    }

    /** The post was edited: it holds another file now, or none. */
    public static final class Replaced extends TelegramFailure {
        private static final long serialVersionUID = 1;

        // Failures are never serialized, so the post need not be serializable.
        private final transient Post now;

        /** The message tells the user what happened; {@code now} is the post as it is now. */
        public Replaced(String message, Post now) {
            super(Kind.REPLACED, message);
            this.now = now;
        }

        /** The post as it is now. */
        public Post now() {
            return now;
        }
    }

    /** The channel, or the post that a user named, does not exist, or this account may not read it. */
    public static final class NoAccess extends TelegramFailure {
        private static final long serialVersionUID = 1;

        /** The message names the channel or post, and what the user can do. */
        public NoAccess(String message) {
            super(Kind.NO_ACCESS, message);
        }
    }

    /** Telegram refuses this account, whatever the channel or post: it is frozen or restricted. */
    public static final class AccountRefused extends TelegramFailure {
        private static final long serialVersionUID = 1;

        /** The message says why, and what the user can do. */
        public AccountRefused(String message) {
            super(Kind.ACCOUNT_REFUSED, message);
        }
    }

    /** There is no login, or Telegram ended it. */
    public static final class LoginNeeded extends TelegramFailure {
        private static final long serialVersionUID = 1;

        /** The message says why, and how to log in. */
        public LoginNeeded(String message) {
            super(Kind.LOGIN_NEEDED, message);
        }
    }

    /** Another process uses the same session. */
    public static final class Held extends TelegramFailure {
        private static final long serialVersionUID = 1;

        /** The message names the process, if it is known. */
        public Held(String message) {
            super(Kind.HELD, message);
        }
    }

    /** A fault of this machine: disk full, folder not writable, library missing, wrong session key. */
    public static final class Local extends TelegramFailure {
        private static final long serialVersionUID = 1;

        /** The message says what is wrong, and what to do. */
        public Local(String message) {
            super(Kind.LOCAL, message);
        }
    }

    /** Telegram was not reachable within the time limit. It does not count as an attempt; no further request is sent. */
    public static final class Unreachable extends TelegramFailure {
        private static final long serialVersionUID = 1;

        /** The message says how long and by which route the archiver tried, what is kept, and what to do. */
        public Unreachable(String message) {
            super(Kind.UNREACHABLE, message);
        }
    }
}
