package dev.tgarchiver.cli;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the channels that a command names among those in the archive, without asking Telegram. */
final class ArchivedChannels {

    private ArchivedChannels() {}

    /** Those that are named, each once; all, when none is. */
    static List<ChannelRow> named(TrackerReader tracker, List<String> names) throws TrackerFailure, UsageException {
        List<ChannelRow> all = tracker.channels();
        if (names.isEmpty()) {
            return all;
        }
        List<ChannelRow> named = new ArrayList<>();
        for (String name : names) {
            ChannelRow row = find(all, name);
            if (!named.contains(row)) {
                named.add(row);
            }
        }
        return named;
    }

    private static ChannelRow find(List<ChannelRow> all, String name) throws UsageException {
        ChannelRef ref;
        try {
            ref = ChannelRef.parse(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        if (ref instanceof ChannelRef.Invite) {
            throw new UsageException("Only Telegram knows what the invite link " + name + " leads to. " + known(all));
        }
        return all.stream()
                .filter(row -> isMeant(ref, row))
                .findFirst()
                .orElseThrow(() -> new UsageException("\"" + name + "\" is not in the archive. " + known(all)));
    }

    private static boolean isMeant(ChannelRef ref, ChannelRow row) {
        if (ref instanceof ChannelRef.Username username) {
            return row.username().filter(username.name()::equalsIgnoreCase).isPresent();
        }
        if (ref instanceof ChannelRef.ChatId chat) {
            return chat.chatId() == row.chatId();
        }
        return ref instanceof ChannelRef.SavedMessages && row.type() == Channel.Type.SAVED;
    }

    private static String known(List<ChannelRow> all) {
        return all.isEmpty()
                ? "It holds no channel yet."
                : "It holds " + all.stream().map(ArchivedChannels::name).collect(Collectors.joining(", ")) + ".";
    }

    /** As it may be named again. */
    static String name(ChannelRow row) {
        return row.type() == Channel.Type.SAVED
                ? "me"
                : row.username().map(name -> "@" + name).orElseGet(() -> Long.toString(row.chatId()));
    }
}
