package dev.tgarchiver.localtelegram.faults;

import dev.tgarchiver.localtelegram.tl.TlObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that a client made.
 *
 * @param arguments as the schema has them; without fields for a method that the server does not answer
 * @param userId the user who is logged in; 0 for nobody
 * @param error what the server answered if it was an error, such as {@code 400 PHONE_CODE_INVALID}
 */
public record Call(
        Instant at,
        String method,
        TlObject arguments,
        long userId,
        int dataCentre,
        @Nullable String error) {}
