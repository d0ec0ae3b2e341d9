package dev.tgarchiver.telegram;

import dev.tgarchiver.model.ChatProfile;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells what there is to a chat besides its posts. A source that knows only posts tells nothing. All methods block. */
public interface ChatSource {

    /**
     * Asks Telegram what a channel or group says of itself. Costs one call, and nothing for other chats.
     *
     * @return the basic group that the supergroup was, if this account may read what was posted there
     */
    default OptionalLong refreshChat(long chatId) throws TelegramFailure, InterruptedException {
        return OptionalLong.empty();
    }

    /**
     * What a channel or group says of itself, as of the last {@link #refreshChat}; a former answer while
     * Telegram has not answered that. Costs a call if it has pinned posts.
     *
     * @return empty for other chats
     */
    default Optional<ChatProfile> profile(long chatId) throws TelegramFailure, InterruptedException {
        return Optional.empty();
    }

    /** The picture that the profile of a channel or group names, a JPEG of at most some hundred kilobytes. Fetches it. */
    default Optional<byte[]> picture(ChatProfile profile) throws TelegramFailure, InterruptedException {
        return Optional.empty();
    }
}
