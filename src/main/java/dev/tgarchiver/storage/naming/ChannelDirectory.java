package dev.tgarchiver.storage.naming;

import dev.tgarchiver.model.Channel;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses the name of a channel's folder. Only computes. */
public final class ChannelDirectory {

    private static final String FALLBACK = "channel";

    private ChannelDirectory() {}

    /**
     * A safe name from the channel's title or, if that has no usable part, its public name. If the name is taken, the
     * chat id is appended: {@code News (-100123)}.
     *
     * @param taken the names of other channels' folders; names that differ only in case or normalisation count as equal
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
