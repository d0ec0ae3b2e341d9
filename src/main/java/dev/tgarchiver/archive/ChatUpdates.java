package dev.tgarchiver.archive;

import dev.tgarchiver.model.ChatProfile;
import dev.tgarchiver.telegram.ChatSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out once a run what there is to each of its channels besides the posts: what it says of itself, and the basic group
 * that it was. Telegram's failures end nothing: they are logged, and the next run asks again. For the run's own thread.
 */
final class ChatUpdates {

    private static final Logger LOG = LoggerFactory.getLogger(ChatUpdates.class);

    private final ChatSource source;
    private final Tracker tracker;
    private final PacedCalls calls;

    /** @param calls paces the calls, and does not retry them */
    ChatUpdates(ChatSource source, Tracker tracker, PacedCalls calls) {
        this.source = source;
        this.tracker = tracker;
        this.calls = calls;
    }

    /**
     * Asks Telegram, and returns the chats whose histories the channel continues, those that are known already included.
     * Blocks.
     */
    List<ChannelRow> earlier(ChannelRow channel) throws TrackerFailure, InterruptedException {
        List<ChannelRow> earlier = new ArrayList<>();
        for (long chatId : channel.earlierChats()) {
            tracker.channel(chatId).ifPresent(earlier::add);
        }
        try {
            OptionalLong found = calls.send(() -> source.refreshChat(channel.chatId()));
            if (found.isPresent() && !channel.earlierChats().contains(found.getAsLong())) {
                earlier.add(tracker.continueHistory(found.getAsLong(), channel.chatId()));
            }
        } catch (TelegramFailure e) {
            failed(channel, e);
        }
        return earlier;
    }

    /** Records what the channel says of itself, once it was walked. Blocks. */
    void record(ChannelRow channel) throws TrackerFailure, InterruptedException {
        try {
            Optional<ChatProfile> profile = calls.send(() -> source.profile(channel.chatId()));
            if (profile.isPresent()) {
                tracker.recordProfile(profile.get());
                fetchPicture(profile.get());
            }
        } catch (TelegramFailure e) {
            failed(channel, e);
        }
    }

    private void fetchPicture(ChatProfile profile) throws TelegramFailure, TrackerFailure, InterruptedException {
        if (profile.photo().isEmpty() || tracker.picture(profile.photo()).isPresent()) {
            return;
        }
        Optional<byte[]> picture = calls.send(() -> source.picture(profile));
        if (picture.isPresent()) {
            tracker.recordPicture(profile.photo(), picture.get());
        }
    }

    private static void failed(ChannelRow channel, TelegramFailure failure) {
        LOG.info(
                "{}: the next run asks again what it says of itself: {}",
                channel.channel().label(),
                failure.getMessage());
    }
}
