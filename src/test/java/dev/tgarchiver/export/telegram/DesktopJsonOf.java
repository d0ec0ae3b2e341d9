package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.Samples;
import java.io.IOException;

/** The messages of posts, in an export that has just begun. */
final class DesktopJsonOf {

    private DesktopJsonOf() {}

    static ObjectNode plain(ArchivedPost post) throws IOException {
        return of(Samples.NEWS, post, new TelegramOptions(true, false));
    }

    static ObjectNode full(ArchivedPost post) throws IOException {
        return of(Samples.NEWS, post, new TelegramOptions(false, false));
    }

    static ObjectNode of(ExportedChat chat, ArchivedPost post, TelegramOptions options) throws IOException {
        return new DesktopMessage(chat, Samples.PEERS, new Samples.NamesOnly(), options).of(post);
    }
}
