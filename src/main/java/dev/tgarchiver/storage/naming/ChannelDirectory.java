package dev.tgarchiver.storage.naming;

import dev.tgarchiver.model.Channel;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Names a channel's folder. Computes only. */
public final class ChannelDirectory {

    private static final String FALLBACK = "channel";

    private ChannelDirectory() {}

    /**
     * A safe name from the channel's title or, when nothing of that can be used, its public name. If the name is taken,
     * the chat id is appended: {@code News (-100123)}.
     *
     * @param taken names of other channels' folders; names that differ in case or normalisation only count as equal
     */
    public static String choose(Channel channel, Collection<String> taken) {
        Set<String> folded = taken.stream().map(FoldedName::of).collect(Collectors.toSet());
        String name = SafeName.of(channel.title(), channel.username().orElse(FALLBACK));
        String candidate = name;
        for (int number = 1; folded.contains(FoldedName.of(candidate)); number++) {
            String suffix = " (" + channel.chatId() + (number == 1 ? ")" : " " + number + ")");
            candidate = new FileName(name, "")
                    .withSuffix(suffix, SafeName.MAX_BYTES)
                    .text();
        }
        return candidate;
    }
}
