package dev.tgarchiver.localtelegram;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Forum;
import dev.tgarchiver.localtelegram.world.ForumTopic;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import java.util.List;

/** A group with topics: General and three others with some files each, of two members. */
final class DemoForum {

    private static final String NAME = "demo_forum";
    private static final int FILES = 4;
    private static final int SIZE = 100_000;

    private DemoForum() {}

    static void in(World world, User user) {
        User ada = world.user("+15550011").named("Ada", "Lovelace").username("demo_ada");
        User bob = world.user("+15550012").named("Bob", "Brown").username("demo_bob");
        Channel group =
                world.channel("Demo Forum").username(NAME).joinedBy(user).forum();
        Forum forum = group.topics();
        int music = forum.create("Songs", ada);
        int pictures = forum.create("Pictures", bob);
        int rules = forum.create("Rules", ada);
        for (int topic : List.of(ForumTopic.GENERAL, music, pictures, rules)) {
            for (int file = 1; file <= FILES; file++) {
                group.post(
                        PostDraft.media(Media.document("file " + file + ".bin", RemoteFile.ofSize(SIZE * file + topic)))
                                .in(topic)
                                .by(file % 2 == 0 ? ada : bob));
            }
        }
        forum.rename(music, "Music");
        forum.close(rules, true);
        forum.pin(pictures, true);
    }
}
