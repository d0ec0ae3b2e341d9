package dev.tgarchiver.tdlib;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.NearestName;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The account's chats, by title. */
record TitledChats(List<Channel> chats) {

    /**
     * The only chat with this title; empty when there is none.
     *
     * @throws NoAccess when several chats have it
     */
    Optional<Channel> find(ChannelRef ref, String title) throws NoAccess {
        ChannelRef titled = new ChannelRef.Title(ref.input(), title);
        List<Channel> found = chats.stream().filter(titled::names).toList();
        if (found.size() > 1) {
            throw new NoAccess("Cannot open " + ref.input() + ": " + found.size() + " chats have this title: "
                    + found.stream().map(TitledChats::name).collect(Collectors.joining(", "))
                    + ". Use one of these names instead.");
        }
        return found.stream().findFirst();
    }

    /** The end of a message that suggests the chat with the most similar name or title; empty when none is similar. */
    String didYouMean(String asked) {
        String word = asked.startsWith("@") ? asked.substring(1) : asked;
        return NearestName.of(
                        word,
                        chats.stream()
                                .flatMap(chat -> Stream.concat(chat.usernames(), Stream.of(chat.title())))
                                .toList())
                .flatMap(near -> chats.stream()
                        .filter(chat -> chat.usernames().anyMatch(near::equals)
                                || chat.title().equals(near))
                        .findFirst())
                .map(chat -> " Did you mean " + chat.label() + "?")
                .orElse("");
    }

    private static String name(Channel chat) {
        return chat.username().map(name -> "@" + name).orElseGet(() -> Long.toString(chat.chatId()));
    }
}
