package dev.tgarchiver.localtelegram.check;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import java.util.List;

/** Handlers with wrong names among right ones. Nothing runs them. */
final class WrongMethods {

    /** Takes handlers. */
    interface Registry {
        void add(String name, Handler handler);
    }

    /** Answers a call. */
    @FunctionalInterface
    interface Handler {
        TlObject answer(TlObject arguments, String caller);
    }

    void addTo(Registry methods) {
        methods.add("messages.getHistory", this::answer);
        methods.add("help.getConfiguration", this::answer);
        methods.add(
                "contacts.resolveUsername",
                (arguments, caller) -> tl("peerUser").set("user_id", arguments.textAt("user_name")));
    }

    private TlObject answer(TlObject arguments, String caller) {
        if (arguments.objectAt("peer").is("inputChannel")) {
            return tl("messages.channelMessage").set("messages", List.of());
        }
        long user = arguments.objectAt("peer").longAt("user");
        if (arguments.intAt("limit") > arguments.intAt("offset")) {
            return tl("messages.chats").set("chats", List.of(helper(arguments))).set("chat", user);
        }
        TlObject answer = caller.isEmpty()
                ? tl("messageEmpty")
                : tl("messageService").set("date", 1).flag("post", caller.length() > 1L);
        return answer.set("id", 1).set("name", caller);
    }

    private static TlObject helper(TlObject anything) {
        return anything.set("chats", List.of()).set("no_such_field", 1);
    }
}
