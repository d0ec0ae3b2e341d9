package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.User;
import java.util.ArrayList;
import java.util.List;

/** What is to be known about users. */
final class UserMethods {

    /** Without being used, before an account is deleted: what Telegram sets for a new one. */
    private static final int DAYS_TO_LIVE = 548;

    private final Peers peers;

    UserMethods(Peers peers) {
        this.peers = peers;
    }

    void addTo(Methods methods) {
        methods.add("users.getUsers", this::getUsers);
        methods.add("users.getFullUser", this::getFullUser);
        methods.add(
                "account.getAccountTTL",
                (arguments, caller) -> tl("accountDaysTTL").set("days", DAYS_TO_LIVE));
    }

    private Object getUsers(TlObject arguments, Caller caller) {
        List<TlObject> users = new ArrayList<>();
        for (TlObject input : arguments.objectsAt("id")) {
            users.add(PeerObjects.user(peers.user(input, caller.user()), caller.user()));
        }
        return users;
    }

    private TlObject getFullUser(TlObject arguments, Caller caller) {
        User user = peers.user(arguments.objectAt("id"), caller.user());
        TlObject full = tl("userFull")
                .set("id", user.id())
                .set("settings", tl("peerSettings"))
                .set("notify_settings", tl("peerNotifySettings"))
                .set("common_chats_count", 0);
        return tl("users.userFull")
                .set("full_user", full)
                .set("chats", List.of())
                .set("users", List.of(PeerObjects.user(user, caller.user())));
    }
}
