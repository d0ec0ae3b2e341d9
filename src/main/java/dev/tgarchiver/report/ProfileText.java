package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.stats.StatsView.ChannelStats;
import dev.tgarchiver.app.stats.StatsView.Profile;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.event.EventJson;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.SingleLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a channel says of itself, as a line and as JSON. */
final class ProfileText {

    private static final int LONGEST_DESCRIPTION = 200;

    private ProfileText() {}

    /** A line; empty when nothing is known but its name. */
    static Optional<String> of(ChannelStats channel) {
        List<String> words = new ArrayList<>();
        channel.profile().ifPresent(profile -> words.addAll(words(channel, profile)));
        if (!channel.earlierChats().isEmpty()) {
            words.add("continues the basic group "
                    + channel.earlierChats().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (!channel.formerly().isEmpty()) {
            words.add("formerly "
                    + channel.formerly().stream().map(SingleLine::of).collect(Collectors.joining(", ")));
        }
        String description =
                channel.profile().map(Profile::description).map(SingleLine::of).orElse("");
        if (words.isEmpty() && description.isEmpty()) {
            return Optional.empty();
        }
        String line = channel.label() + ": " + String.join(", ", words);
        return Optional.of(
                description.isEmpty() ? line + "." : line + (words.isEmpty() ? "" : ". ") + cut(description));
    }

    private static List<String> words(ChannelStats channel, Profile profile) {
        List<String> words = new ArrayList<>();
        String title = SingleLine.of(profile.title());
        if (!channel.label().equals(title)) {
            words.add("\"" + title + "\"");
        }
        if (profile.usernames().size() > 1) {
            words.add("also "
                    + profile.usernames().stream()
                            .skip(1)
                            .map(name -> "@" + name)
                            .collect(Collectors.joining(", ")));
        }
        if (profile.members() > 0) {
            words.add(Format.count(profile.members(), "member"));
        }
        if (profile.linkedChat() != 0) {
            words.add("linked chat " + profile.linkedChat());
        }
        if (!profile.pinned().isEmpty()) {
            words.add(Format.count(profile.pinned().size(), "pinned post"));
        }
        if (profile.photo() > 0) {
            words.add("picture of " + ByteSize.format(profile.photo()));
        }
        if (profile.protectedContent()) {
            words.add("content protected");
        }
        return words;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_DESCRIPTION
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST_DESCRIPTION))) + "...";
    }

    /** Adds the fields of a channel in {@code archiver stats --json}. */
    static void addTo(ObjectNode json, ChannelStats channel) {
        json.set(
                "profile",
                channel.profile().<JsonNode>map(ProfileText::json).orElse(JsonNodeFactory.instance.nullNode()));
        ArrayNode formerly = json.putArray("formerly");
        channel.formerly().forEach(formerly::add);
        ArrayNode earlier = json.putArray("earlier_chat_ids");
        channel.earlierChats().forEach(earlier::add);
    }

    private static ObjectNode json(Profile profile) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("title", profile.title());
        ArrayNode usernames = json.putArray("usernames");
        profile.usernames().forEach(usernames::add);
        json.put("description", profile.description())
                .put("photo_bytes", profile.photo())
                .put("members", profile.members())
                .put("linked_chat_id", profile.linkedChat());
        ArrayNode pinned = json.putArray("pinned");
        profile.pinned().forEach(pinned::add);
        return json.put("protected_content", profile.protectedContent())
                .put("seen_at", EventJson.time(profile.seenAt()));
    }
}
