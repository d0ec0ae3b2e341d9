package dev.tgarchiver.model.post;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an archive keeps of a post besides its line in a list.
 *
 * @param sender the user, or the chat as TDLib numbers it; 0 when unknown
 * @param topic the number of its forum topic; 0 outside topics
 * @param thread where it belongs among the answers of its chat
 * @param replies comments or replies as last seen
 * @param reactions as last seen
 * @param attachments all files of the post in the order of its content, the main one included
 * @param peers users and chats that the post names
 * @param raw the whole post; empty when it was recorded by an archiver that did not keep it
 */
public record PostDetail(
        long sender,
        long topic,
        PostThread thread,
        int replies,
        List<Reaction> reactions,
        List<Attachment> attachments,
        Set<Long> peers,
        Optional<RawMessage> raw) {

    /** Nothing but the line. */
    public static final PostDetail NONE =
            new PostDetail(0, 0, PostThread.NONE, 0, List.of(), List.of(), Set.of(), Optional.empty());
}
