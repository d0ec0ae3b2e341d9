package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.LoginNeeded;
import java.time.Duration;
import java.util.function.Consumer;

/** A client that was logged in, and knows when it no longer is. Safe for any thread. */
final class TdConnection {

    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final TdClient client;
    private final AuthorizationStates states;
    private final CatchUp catchUp;

    TdConnection(TdClient client, AuthorizationStates states, CatchUp catchUp) {
        this.client = client;
        this.states = states;
        this.catchUp = catchUp;
    }

    TdClient client() {
        return client;
    }

    /** Waits until TDLib has fetched what came for the account while it was closed. */
    void awaitCatchUp() throws TdError, InterruptedException {
        catchUp.await(CATCH_UP);
    }

    JsonNode call(ObjectNode request) throws TdError, InterruptedException {
        return client.call(request);
    }

    /** {@link TdClient#call(ObjectNode, Consumer)}. */
    void call(ObjectNode request, Consumer<JsonNode> inOrder) throws TdError, InterruptedException {
        client.call(request, inOrder);
    }

    /** What an error means here: when Telegram ends the login, whatever was under way fails for that reason. */
    TelegramFailure failure(TdError error, String what) {
        TelegramFailure failure = TdFailures.of(error, what);
        if (states.revoked() && failure.kind() != TelegramFailure.Kind.LOGIN_NEEDED) {
            return new LoginNeeded("Telegram ended this login while the archiver was running. What is archived stays; "
                    + TdFailures.LOGIN_COMMAND);
        }
        return failure;
    }
}
