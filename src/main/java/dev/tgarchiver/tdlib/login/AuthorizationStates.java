package dev.tgarchiver.tdlib.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The sequence of a client's authorization states. The receiving thread writes it, other threads read it. */
public final class AuthorizationStates {

    private static final Set<String> LEAVING =
            Set.of("authorizationStateLoggingOut", "authorizationStateClosing", "authorizationStateClosed");

    @GuardedBy("this")
    private final Deque<JsonNode> unseen = new ArrayDeque<>();

    @GuardedBy("this")
    private boolean wasReady;

    @GuardedBy("this")
    private boolean leaving;

    @GuardedBy("this")
    private boolean closed;

    @GuardedBy("this")
    private boolean endedHere;

    @GuardedBy("this")
    private boolean revoked;

    /** Records an update, if it is one of the authorization state. */
    public synchronized void on(JsonNode update) {
        if (!update.path("@type").asText().equals("updateAuthorizationState")) {
            return;
        }
        JsonNode state = update.path("authorization_state");
        String type = type(state);
        wasReady |= type.equals("authorizationStateReady");
        leaving |= LEAVING.contains(type);
        revoked |= wasReady && leaving && !endedHere;
        closed |= type.equals("authorizationStateClosed");
        unseen.add(state);
        notifyAll();
    }

    /** Takes the next state, and waits for it; empty after {@code patience}. */
    public synchronized Optional<JsonNode> next(Duration patience) throws InterruptedException {
        long end = Time.SYSTEM.nanoTime() + patience.toNanos();
        while (unseen.isEmpty()) {
            long left = end - Time.SYSTEM.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return Optional.of(unseen.remove());
    }

    /** Whether TDLib has closed everything. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Whether TDLib is logging out or closing. */
    public synchronized boolean isLeaving() {
        return leaving;
    }

    /** Records that this process itself ends the session. */
    public synchronized void endHere() {
        endedHere = true;
        notifyAll();
    }

    /** Whether the login was ended from outside this process. */
    public synchronized boolean revoked() {
        return revoked;
    }

    /**
     * Waits until TDLib is logging out or closing, until {@link #endHere}, or for {@code patience}. Ignores interrupts.
     */
    public void awaitLeaving(Duration patience) {
        boolean unused = await(patience, this::isLeavingOrEndedHere);
    }

    /** Waits until TDLib has closed everything; false when it has not after {@code patience}. Ignores interrupts. */
    public boolean awaitClosed(Duration patience) {
        return await(patience, this::isClosed);
    }

    private synchronized boolean await(Duration patience, BooleanSupplier condition) {
        long end = Time.SYSTEM.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        while (!condition.getAsBoolean() && end - Time.SYSTEM.nanoTime() > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - Time.SYSTEM.nanoTime()));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return condition.getAsBoolean();
    }

    private synchronized boolean isLeavingOrEndedHere() {
        return leaving || endedHere;
    }

    public static String type(JsonNode state) {
        return state.path("@type").asText();
    }

    /** Whether TDLib waits for the start of a login. */
    static boolean isLoginExpected(JsonNode state) {
        return type(state).equals("authorizationStateWaitPhoneNumber");
    }

    /** Whether TDLib waits for the next answer of a started login, which an earlier process may have started. */
    public static boolean isLoginStarted(JsonNode state) {
        return type(state).startsWith("authorizationStateWait")
                && !isLoginExpected(state)
                && !type(state).equals("authorizationStateWaitTdlibParameters");
    }

    /** Whether TDLib waits for a QR code to be scanned. */
    public static boolean isScanExpected(JsonNode state) {
        return type(state).equals("authorizationStateWaitOtherDeviceConfirmation");
    }
}
