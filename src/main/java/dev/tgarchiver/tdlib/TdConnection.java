package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.tdlib.login.AuthorizationStates;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.LoginNeeded;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A logged-in client that detects the end of its login. Thread-safe. */
public final class TdConnection {

    private static final Logger LOG = LoggerFactory.getLogger(TdConnection.class);
    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final Duration REACTIONS = Duration.ofSeconds(5);
    private static final Duration LAST_WORD = Duration.ofSeconds(10);

    /** The chat of the supergroup or channel 0; the others' are below. */
    private static final long NO_SUPERGROUP = -1_000_000_000_000L;

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

    /** Waits until TDLib has fetched the updates that the account missed while it was closed. */
    void awaitCatchUp() throws TdError, InterruptedException {
        Patience patience = new Patience(client.link(), CATCH_UP);
        while (!catchUp.await(Patience.STEP)) {
            if (patience.isOver()) {
                throw new TdError(0, "no updates for this account within " + CATCH_UP.toSeconds() + " s");
            }
        }
    }

    /**
     * Has TDLib learn which reactions a channel or supergroup has: before that, it hides those of the posts that it reads
     * (MessagesManager::is_visible_message_reactions). Blocks, for some seconds at most: without an answer, posts are
     * read all the same.
     */
    public void learnReactions(long chatId) throws InterruptedException {
        if (chatId >= NO_SUPERGROUP) {
            return;
        }
        try {
            JsonNode unused = client.call(
                    TdRequest.of("getSupergroupFullInfo").put("supergroup_id", NO_SUPERGROUP - chatId), REACTIONS);
        } catch (TdError e) {
            LOG.debug("Reactions of chat {}: {}", chatId, e.getMessage());
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
     * The failure that an error means for this client. If Telegram has ended the login, or the process has given up
     * waiting for Telegram, that is the reason for all requests in flight. While TDLib is closing, blocks briefly until
     * it reports why.
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
