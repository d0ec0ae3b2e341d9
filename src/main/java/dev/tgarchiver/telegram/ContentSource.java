package dev.tgarchiver.telegram;

import dev.tgarchiver.model.post.PostId;
import java.util.Collection;
import java.util.List;

/**
 * Gives what a page of history leaves out of posts, as the JSON of TDLib's objects in UTF-8. All methods block. They fail
 * as {@link TelegramFailure.Gone} when Telegram does not have what it was asked for, or does not give it.
 */
public interface ContentSource {

    /** The most custom emoji in one call. */
    int MOST_EMOJI = 200;

    /** The whole {@code richMessage} of a post. Costs one call, or two for a post that this source does not know. */
    byte[] richMessage(PostId post) throws TelegramFailure, InterruptedException;

    /** The {@code webPageInstantView} of a page. Costs one call. */
    byte[] instantView(String url) throws TelegramFailure, InterruptedException;

    /**
     * The {@code sticker}s of custom emoji, at most {@link #MOST_EMOJI}, in any order; without those that Telegram does
     * not know. Costs one call.
     */
    List<byte[]> customEmoji(Collection<Long> ids) throws TelegramFailure, InterruptedException;

    /** Has nothing. */
    ContentSource NONE = new ContentSource() {
        @Override
        public byte[] richMessage(PostId post) throws TelegramFailure {
            throw new TelegramFailure.Gone("Post " + post.messageId() + " has no rich message.");
        }

        @Override
        public byte[] instantView(String url) throws TelegramFailure {
            throw new TelegramFailure.Gone(url + " has no instant view.");
        }

        @Override
        public List<byte[]> customEmoji(Collection<Long> ids) {
            return List.of();
        }
    };
}
