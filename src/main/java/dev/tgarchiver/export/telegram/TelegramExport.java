package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.JsonFields;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.export.PeerId;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.export.PostWriter;
import dev.tgarchiver.model.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes {@code result.json} of one chat. Holds one message at a time. */
public final class TelegramExport implements PostWriter {

    private static final int MESSAGE_LEVEL = 2;

    private final OutputStream out;
    private final ExportedChat chat;
    private final TelegramOptions options;
    private final DesktopMessage messages;
    private boolean isFirst = true;

    /** @param out receives UTF-8 in small pieces; stays open */
    public TelegramExport(
            OutputStream out, ExportedChat chat, PeerNames peers, MediaFolder folder, TelegramOptions options) {
        this.out = out;
        this.chat = chat;
        this.options = options;
        messages = new DesktopMessage(chat, peers, folder, options);
    }

    @Override
    public void start() throws IOException {
        Channel channel = chat.channel();
        JsonFields fields = new JsonFields();
        if (channel.type() != Channel.Type.SAVED) {
            fields.put("name", channel.title());
        }
        fields.put("type", type()).put("id", PeerId.bare(channel.chatId()));
        StringBuilder text = new StringBuilder("{");
        DesktopJson json = new DesktopJson(text);
        for (Map.Entry<String, JsonNode> field : fields.node().properties()) {
            json.field(field.getKey(), field.getValue(), 1);
            text.append(',');
        }
        json.line(1);
        text.append("\"messages\": [");
        write(text);
    }

    @Override
    public void post(ArchivedPost post) throws IOException {
        StringBuilder text = new StringBuilder(1024);
        if (!isFirst) {
            text.append(',');
        }
        isFirst = false;
        DesktopJson json = new DesktopJson(text);
        json.line(MESSAGE_LEVEL);
        json.value("", messages.of(post), MESSAGE_LEVEL);
        write(text);
    }

    @Override
    public void end() throws IOException {
        StringBuilder text = new StringBuilder();
        DesktopJson json = new DesktopJson(text);
        json.line(1).append(']');
        if (!options.plain()) {
            Channel channel = chat.channel();
            text.append(',');
            json.field(
                    DesktopExtras.KEY,
                    new JsonFields()
                            .put("v", DesktopExtras.VERSION)
                            .put("chat_id", channel.chatId())
                            .text("username", channel.username())
                            .node(),
                    1);
        }
        json.line(0).append('}');
        write(text);
    }

    private String type() {
        Channel channel = chat.channel();
        String visibility = channel.username().isPresent() ? "public_" : "private_";
        return switch (channel.type()) {
            case CHANNEL -> visibility + "channel";
            case GROUP -> chat.isBasicGroup() ? "private_group" : visibility + "supergroup";
            case PRIVATE -> "personal_chat";
            case SAVED -> "saved_messages";
        };
    }

    private void write(StringBuilder text) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
