package dev.tgarchiver.model.post;

/**
 * The permanent identity of a post.
 *
 * @param chatId the chat's id as TDLib and bots write it, negative for channels ({@code -100…})
 * @param messageId the id that Telegram's links show (t.me/name/<b>123</b>), counted from 1 within the channel
 */
public record PostId(long chatId, long messageId) implements Comparable<PostId> {

    @Override
    public int compareTo(PostId other) {
        int byChat = Long.compare(chatId, other.chatId);
        return byChat != 0 ? byChat : Long.compare(messageId, other.messageId);
    }

    @Override
    public String toString() {
        return chatId + "/" + messageId;
    }
}
