package dev.tgarchiver.localtelegram.handlers;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets with a file and must show to fetch it. It says which post holds the file, so that the server finds
 * any file of any post without having made a list of them.
 *
 * @param generation references of a generation that is over are worth nothing
 */
record FileReference(int generation, boolean channel, long conversation, int post) {

    private static final int LENGTH = 17;

    static FileReference to(Conversation conversation, int post, int generation) {
        return new FileReference(generation, conversation instanceof Channel, conversation.id(), post);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putInt(generation)
                .put((byte) (channel ? 1 : 0))
                .putLong(conversation)
                .putInt(post)
                .array();
    }

    static @Nullable FileReference parse(byte[] bytes) {
        if (bytes.length != LENGTH) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new FileReference(buffer.getInt(), buffer.get() == 1, buffer.getLong(), buffer.getInt());
    }

    @Nullable
    Conversation find(World world) {
        if (channel) {
            return world.findChannel(conversation);
        }
        User owner = world.findUser(conversation);
        return owner == null ? null : owner.savedMessages();
    }
}
