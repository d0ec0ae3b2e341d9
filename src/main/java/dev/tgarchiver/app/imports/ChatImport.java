package dev.tgarchiver.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.imports.ImportProblem.Kind;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.desktop.DesktopChat;
import dev.tgarchiver.desktop.DesktopMessages;
import dev.tgarchiver.desktop.ReadMessage;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Imports the messages of one chat, page by page. */
final class ChatImport {

    /** Messages that are recorded at once. */
    private static final int PAGE = 500;

    private final Recording recording;
    private final ImportFiles files;
    private final Channel channel;
    private final Optional<ChannelRow> row;
    private final DesktopMessages messages;
    private final ImportCount count = new ImportCount();
    private final List<Recording.Imported> page = new ArrayList<>();
    private long pageChat;
    private long continued;

    ChatImport(Recording recording, ImportFiles files, DesktopChat chat) throws TrackerFailure {
        this.recording = recording;
        this.files = files;
        channel = chat.channel();
        row = recording.start(channel);
        messages = new DesktopMessages(channel.chatId(), ZoneId.systemDefault());
    }

    void add(ObjectNode message) throws StorageFailure, TrackerFailure {
        long number = message.path("id").asLong();
        if (DesktopMessages.isEmpty(message)) {
            count.problem(Kind.UNKNOWN_KIND, number, "Telegram Desktop did not know its kind, and says nothing of it");
            return;
        }
        long chatId = messages.chatOf(message);
        if (chatId == 0) {
            List<Long> earlier = row.map(ChannelRow::earlierChats).orElse(List.of());
            if (earlier.isEmpty()) {
                count.problem(Kind.EARLIER_GROUP, number, "it is of the basic group that became this supergroup");
                return;
            }
            chatId = earlier.get(0);
        }
        if (chatId != pageChat) {
            flush();
            pageChat = chatId;
        }
        try {
            ReadMessage read = messages.read(message, chatId);
            if (!read.known()) {
                String word = message.path("action").asText(message.path("type").asText());
                count.problem(
                        Kind.UNKNOWN_KIND,
                        number,
                        "it is a \"" + word + "\", which is not known here, and was kept as it is");
            }
            page.add(new Recording.Imported(read, message.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            count.problem(Kind.UNREADABLE, number, "it cannot be read: " + e.getMessage());
        }
        if (page.size() >= PAGE) {
            flush();
        }
    }

    private void flush() throws StorageFailure, TrackerFailure {
        if (page.isEmpty()) {
            return;
        }
        if (pageChat != channel.chatId() && pageChat != continued) {
            recording.continues(pageChat, channel.chatId());
            continued = pageChat;
        }
        Set<PostId> recorded = recording.record(pageChat, page);
        for (Recording.Imported imported : page) {
            boolean isNew = recorded.contains(imported.message().post().id());
            count.post(isNew);
            files.adopt(imported.message(), isNew, recording, count);
        }
        page.clear();
    }

    /** Records what is read so far. */
    void end(JsonNode extras) throws StorageFailure, TrackerFailure {
        flush();
        String username = extras.path("username").asText("");
        if (!username.isEmpty()) {
            recording.end(new Channel(channel.chatId(), channel.title(), Optional.of(username), channel.type()));
        }
    }

    ImportCount count() {
        return count;
    }

    ImportResult.OfChat result() {
        String name = row.map(ArchivedChannels::name)
                .orElseGet(() -> channel.type() == Channel.Type.SAVED ? "me" : Long.toString(channel.chatId()));
        return count.result(name, channel.chatId(), channel.title());
    }
}
