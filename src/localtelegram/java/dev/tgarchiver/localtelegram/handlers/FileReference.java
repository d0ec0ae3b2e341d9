package dev.tgarchiver.localtelegram.handlers;

import dev.tgarchiver.localtelegram.world.BasicGroup;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.StickerSet;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets with a file and must show to fetch it. It says which post or sticker set holds the file, so that the
 * server finds any file of any post without having made a list of them.
 *
 * @param generation references of a generation that is over are worth nothing
 * @param holder the id of the channel, group, user or sticker set
 * @param post 0 for a sticker set
 */
record FileReference(int generation, Holder kind, long holder, int post) {

    private static final int LENGTH = 17;

    /** What holds the file. */
    enum Holder {
        SAVED_MESSAGES(0),
        CHANNEL(1),
        STICKER_SET(2),
        GROUP(3);

        private final byte code;

        Holder(int code) {
            this.code = (byte) code;
        }

        private static @Nullable Holder find(byte code) {
            return Arrays.stream(values())
                    .filter(holder -> holder.code == code)
                    .findFirst()
                    .orElse(null);
        }
    }

    static FileReference to(Conversation conversation, int post, int generation) {
        Holder kind = Holder.SAVED_MESSAGES;
        if (conversation instanceof Channel) {
            kind = Holder.CHANNEL;
        } else if (conversation instanceof BasicGroup) {
            kind = Holder.GROUP;
        }
        return new FileReference(generation, kind, conversation.id(), post);
    }

    static FileReference to(StickerSet set, int generation) {
        return new FileReference(generation, Holder.STICKER_SET, set.id(), 0);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putInt(generation)
                .put(kind.code)
                .putLong(holder)
                .putInt(post)
                .array();
    }

    static @Nullable FileReference parse(byte[] bytes) {
        if (bytes.length != LENGTH) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int generation = buffer.getInt();
        Holder kind = Holder.find(buffer.get());
        return kind == null ? null : new FileReference(generation, kind, buffer.getLong(), buffer.getInt());
    }

    /** The post as it is and as it was, the latest first: a reference outlives an edit and a deletion. */
    List<Post> versions(World world) {
        Conversation conversation = conversation(world);
        return conversation == null ? List.of() : conversation.history().versions(post);
    }

    @Nullable
    Conversation conversation(World world) {
        return switch (kind) {
            case CHANNEL -> world.findChannel(holder);
            case SAVED_MESSAGES -> {
                User owner = world.findUser(holder);
                yield owner == null ? null : owner.savedMessages();
            }
            case GROUP -> world.findGroup(holder);
            case STICKER_SET -> null;
        };
    }
}
