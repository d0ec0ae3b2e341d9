package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.User;

/** Whom the posts name. */
public record Cast(User friend, User bot, Channel other) {

    public static Cast in(TelegramServer telegram) {
        return new Cast(
                telegram.world().user("+15550002").named("Bea", "Brown").username("bea_brown"),
                telegram.world()
                        .user("+15550003")
                        .named("Helper", "")
                        .username("helper_bot")
                        .bot("1:token"),
                telegram.world().channel("The Other").username("the_other"));
    }
}
