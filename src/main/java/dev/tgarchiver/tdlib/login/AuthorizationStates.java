package dev.tgarchiver.tdlib.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The authorization states that a client goes through, in order. Written by the receiving thread, read by others. */
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

    /** Takes note of an update, if it is of the authorization state. */
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

    /** The next state that was not taken yet; waits for it, empty after {@code patience}. */
    public synchronized Optional<JsonNode> next(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (unseen.isEmpty()) {
            long left = end - System.nanoTime();
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

    /** Whether TDLib logs out or closes. */
    public synchronized boolean isLeaving() {
        return leaving;
    }

    /** The end was asked for by this process. */
    public synchronized void endHere() {
        endedHere = true;
        notifyAll();
    }

    /** The login was ended, and not by us. */
    public synchronized boolean revoked() {
        return revoked;
    }

    /** Waits until TDLib says that it closes, or logs out. Not after {@link #endHere}, nor longer than that; ignores interrupts. */
    public void awaitLeaving(Duration patience) {
        boolean unused = await(patience, this::isLeavingOrEndedHere);
    }

    /** Waits until TDLib has closed everything; false when it has not after {@code patience}. Ignores interrupts. */
    public boolean awaitClosed(Duration patience) {
        return await(patience, this::isClosed);
    }

    private synchronized boolean await(Duration patience, BooleanSupplier come) {
        long end = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        while (!come.getAsBoolean() && end - System.nanoTime() > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return come.getAsBoolean();
    }

    private synchronized boolean isLeavingOrEndedHere() {
        return leaving || endedHere;
    }

    public static String type(JsonNode state) {
        return state.path("@type").asText();
    }

    /** Whether TDLib waits for somebody to begin with a login. */
    static boolean isLoginExpected(JsonNode state) {
        return type(state).equals("authorizationStateWaitPhoneNumber");
    }

    /** Whether TDLib waits for the next answer of a login that was begun, perhaps by an earlier process. */
    public static boolean isLoginBegun(JsonNode state) {
        return type(state).startsWith("authorizationStateWait")
                && !isLoginExpected(state)
                && !type(state).equals("authorizationStateWaitTdlibParameters");
    }

    /** Whether TDLib waits for a QR code to be scanned. */
    public static boolean isScanExpected(JsonNode state) {
        return type(state).equals("authorizationStateWaitOtherDeviceConfirmation");
    }
}
