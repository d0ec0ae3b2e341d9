package dev.tgarchiver.app.stats;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChatProfile;
import dev.tgarchiver.tracker.ChannelCatalog.ProfileVersion;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a channel says of itself, and what it was called before. */
final class ChannelProfile {

    private ChannelProfile() {}

    static Optional<StatsView.Profile> of(TrackerReader tracker, ChannelRow channel) throws TrackerFailure {
        List<ProfileVersion> versions = tracker.profiles(channel.chatId());
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        ProfileVersion now = versions.get(versions.size() - 1);
        ChatProfile profile = now.profile();
        int photo = profile.photo().isEmpty()
                ? 0
                : tracker.picture(profile.photo()).map(bytes -> bytes.length).orElse(0);
        return Optional.of(new StatsView.Profile(
                profile.title(),
                profile.usernames(),
                profile.description(),
                photo,
                profile.members(),
                profile.linkedChat(),
                profile.pinned(),
                profile.protectedContent(),
                now.seenAt()));
    }

    /** Names with an at sign, and titles, that are not its own any more; the latest first. */
    static List<String> formerly(ChannelRow channel) {
        Set<String> names = new LinkedHashSet<>();
        for (Channel former : channel.formerly()) {
            former.usernames().map(name -> "@" + name).forEach(names::add);
            names.add(former.title());
        }
        channel.channel().usernames().map(name -> "@" + name).forEach(names::remove);
        names.remove(channel.title());
        return List.copyOf(names);
    }
}
