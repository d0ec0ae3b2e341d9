package dev.tgarchiver.model;

import java.util.List;

/**
 * What a channel or group says of itself, besides its posts. Texts are unchecked.
 *
 * @param usernames its public names without the at sign, the main one first
 * @param photo the unique id of its picture; empty for none
 * @param linkedChat the chat with its discussion, or the channel that it discusses; 0 for none
 * @param pinned the ids of its pinned posts, the newest first
 * @param protectedContent whether its posts may not be forwarded and saved
 * @param members how many it has; 0 when that is not told
 */
public record ChatProfile(
        long chatId,
        String title,
        List<String> usernames,
        String description,
        String photo,
        long linkedChat,
        List<Long> pinned,
        boolean protectedContent,
        int members) {

    /** Copies the lists. */
    public ChatProfile {
        usernames = List.copyOf(usernames);
        pinned = List.copyOf(pinned);
    }

    /** Whether another one says the same; the number of members, which changes by the hour, does not count. */
    public boolean saysTheSame(ChatProfile other) {
        return withMembers(0).equals(other.withMembers(0));
    }

    private ChatProfile withMembers(int number) {
        return new ChatProfile(
                chatId, title, usernames, description, photo, linkedChat, pinned, protectedContent, number);
    }
}
