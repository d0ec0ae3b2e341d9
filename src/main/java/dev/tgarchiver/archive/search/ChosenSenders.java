package dev.tgarchiver.archive.search;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.NearestName;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the users and chats that a user names as senders: among those that are recorded, and public names also at
 * Telegram, because a channel that was never walked has no senders yet.
 */
record ChosenSenders(TrackerReader tracker, ChannelSearch search) {

    private static final Logger LOG = LoggerFactory.getLogger(ChosenSenders.class);

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    /** A public name, which users also write without the sign. */
    private static final Pattern NAME =
            Pattern.compile("(?:@|(?:https?://)?(?:t\\.me|telegram\\.me)/)([A-Za-z]\\w{3,31})/?");

    /**
     * The ids of senders, as text, in order.
     *
     * @param words ids, public names, and names as they were recorded
     * @throws NoAccess when one of them is not known
     */
    List<String> find(Channel channel, List<String> words)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        if (words.isEmpty()) {
            return List.of();
        }
        List<Peer> known = tracker.senders(channel.chatId());
        boolean walked = tracker.channel(channel.chatId())
                .map(ChannelRow::walked)
                .filter(ranges -> !ranges.isEmpty())
                .isPresent();
        Set<Long> ids = new TreeSet<>();
        for (String word : words) {
            Set<Long> found = find(known, word, walked);
            if (found.isEmpty()) {
                throw new NoAccess("Cannot find the sender \"" + word + "\" in " + channel.label() + ": "
                        + (walked
                                ? "no recorded post is by one of this name." + near(known, word)
                                : "names are known once posts are recorded. Give @username or the id, or archive the "
                                        + "chat first."));
            }
            ids.addAll(found);
        }
        return ids.stream().map(String::valueOf).toList();
    }

    private Set<Long> find(List<Peer> known, String word, boolean walked)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        if (NUMBER.matcher(word).matches()) {
            long id = Long.parseLong(word);
            if (!walked || known.stream().anyMatch(peer -> peer.id() == id)) {
                return Set.of(id);
            }
        }
        var publicName = NAME.matcher(word);
        if (publicName.matches()) {
            String name = publicName.group(1);
            Set<Long> found =
                    ids(known.stream().filter(peer -> peer.usernames().stream().anyMatch(name::equalsIgnoreCase)));
            return found.isEmpty() ? atTelegram(name) : found;
        }
        Set<Long> found = ids(known.stream()
                .filter(peer -> peer.name().equalsIgnoreCase(word)
                        || peer.usernames().stream().anyMatch(word::equalsIgnoreCase)));
        if (!found.isEmpty()) {
            return found;
        }
        List<Peer> former = new ArrayList<>();
        for (Peer peer : known) {
            if (tracker.formerNames(peer.id()).stream().anyMatch(word::equalsIgnoreCase)) {
                former.add(peer);
            }
        }
        return ids(former.stream());
    }

    private Set<Long> atTelegram(String name) throws TelegramFailure, InterruptedException {
        try {
            return Set.of(search.find(new ChannelRef.Username("@" + name, name)).chatId());
        } catch (NoAccess e) {
            LOG.warn("{}", e.getMessage());
            return Set.of();
        }
    }

    private static Set<Long> ids(Stream<Peer> peers) {
        return peers.map(Peer::id).collect(Collectors.toSet());
    }

    private static String near(List<Peer> known, String word) {
        boolean publicName = NAME.matcher(word).matches();
        Stream<String> names = publicName
                ? known.stream().flatMap(peer -> peer.usernames().stream()).map(name -> "@" + name)
                : known.stream().map(Peer::name);
        Optional<String> near = NearestName.of(word, names.toList());
        return near.map(name -> " Did you mean \"" + name + "\"?").orElse("");
    }
}
