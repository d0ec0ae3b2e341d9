package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.login.AuthorizationStates;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.LoginNeeded;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A client that was logged in, and knows when it no longer is. Safe for any thread. */
public final class TdConnection {

    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final Duration LAST_WORD = Duration.ofSeconds(10);

    private final TdClient client;
    private final AuthorizationStates states;
    private final CatchUp catchUp;

    TdConnection(TdClient client, AuthorizationStates states, CatchUp catchUp) {
        this.client = client;
        this.states = states;
        this.catchUp = catchUp;
    }

    public TdClient client() {
        return client;
    }

    /** Waits until TDLib has fetched what came for the account while it was closed. */
    void awaitCatchUp() throws TdError, InterruptedException {
        Patience patience = new Patience(client.link(), CATCH_UP);
        while (!catchUp.await(Patience.STEP)) {
            if (patience.isOver()) {
                throw new TdError(0, "no news for this account within " + CATCH_UP.toSeconds() + " s");
            }
        }
    }

    public JsonNode call(ObjectNode request) throws TdError, InterruptedException {
        return client.call(request);
    }

    /** {@link TdClient#call(ObjectNode, Consumer)}. */
    public void call(ObjectNode request, Consumer<JsonNode> inOrder) throws TdError, InterruptedException {
        client.call(request, inOrder);
    }

    /**
     * What an error means here: when Telegram ends the login, or is not waited for any longer, whatever was in flight fails
     * for that reason. Blocks a moment when TDLib is closing, until it has said why.
     */
    public TelegramFailure failure(TdError error, String what) {
        if (error.saysClosing()) {
            states.awaitLeaving(LAST_WORD);
        }
        TelegramFailure failure = TdFailures.of(error, what);
        if (failure.kind() == TelegramFailure.Kind.LOGIN_NEEDED) {
            return failure;
        }
        if (states.revoked()) {
            return new LoginNeeded("Telegram ended this login while the archiver was running. What is archived stays; "
                    + TdFailures.LOGIN_COMMAND);
        }
        Optional<TelegramFailure.Unreachable> unreachable = client.link().all().givenUp();
        return unreachable.isPresent() ? unreachable.get() : failure;
    }
}
