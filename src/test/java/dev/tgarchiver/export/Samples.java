package dev.tgarchiver.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Posts and people for tests of formats. */
public final class Samples {

    public static final long CHAT = -1_001_000_000_001L;

    public static final long OTHER = -1_001_000_000_009L;

    /** 2023-11-14 22:13:20 UTC. */
    public static final long DATE = 1_700_000_000;

    /** An hour ahead of UTC on that day. */
    public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    public static final ExportedChat NEWS =
            new ExportedChat(new Channel(CHAT, "News", Optional.of("news"), Channel.Type.CHANNEL), BERLIN);

    private static final Map<Long, Peer> KNOWN = Map.of(
            1L,
            new Peer(1, Peer.Kind.USER, "Ann", List.of(), ""),
            2L,
            new Peer(2, Peer.Kind.USER, "Bob", List.of("bobby"), ""),
            3L,
            new Peer(3, Peer.Kind.DELETED, "", List.of(), ""),
            4L,
            new Peer(4, Peer.Kind.BOT, "Game bot", List.of("gamebot"), ""),
            OTHER,
            new Peer(OTHER, Peer.Kind.CHANNEL, "Other channel", List.of(), ""));

    public static final PeerNames PEERS = id -> Optional.ofNullable(KNOWN.get(id));

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Pattern FILE = Pattern.compile("FILE\\((\\w+), (\\d+)\\)");

    private Samples() {}

    /** JSON in which {@code FILE(id, bytes)} stands for a file. */
    public static ObjectNode json(String text) {
        Matcher file = FILE.matcher(text);
        try {
            return (ObjectNode) MAPPER.readTree(file.replaceAll(
                    "{\"@type\":\"file\",\"size\":$2,\"remote\":{\"@type\":\"remoteFile\",\"unique_id\":\"$1\"}}"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A message of the channel with this number and content. */
    public static ObjectNode message(long id, String type, String content) {
        ObjectNode message = json("{\"@type\":\"message\",\"sender_id\":{\"@type\":\"messageSenderChat\",\"chat_id\":"
                + CHAT + "},\"chat_id\":" + CHAT + ",\"date\":" + DATE + ",\"edit_date\":0}");
        message.put("id", PostReader.tdlibId(id));
        ObjectNode whole = MAPPER.createObjectNode().put("@type", type);
        whole.setAll(json(content));
        message.set("content", whole);
        return message;
    }

    /**
     * A post with this message. The files whose unique ids begin with {@code kept} are stored, those with {@code large}
     * and {@code refused} are not, each for its reason.
     */
    public static ArchivedPost post(ObjectNode message) {
        Post post = PostReader.recorded(message);
        Map<String, ArchivedFile> files = new HashMap<>();
        for (Attachment attachment : post.detail().attachments()) {
            String id = attachment.media().uniqueId();
            if (!id.isEmpty()) {
                files.put(id, file(id, attachment.media().size()));
            }
        }
        return new ArchivedPost(post, message, true, Optional.empty(), List.of(), files);
    }

    private static ArchivedFile file(String id, long size) {
        if (id.startsWith("kept")) {
            return new ArchivedFile(
                    id,
                    ArchivedFile.State.STORED,
                    Optional.of(new RelativePath(List.of("news", id))),
                    size,
                    "ab".repeat(32));
        }
        ArchivedFile.State state = id.startsWith("large")
                ? ArchivedFile.State.TOO_LARGE
                : id.startsWith("refused") ? ArchivedFile.State.UNAVAILABLE : ArchivedFile.State.NOT_INCLUDED;
        return new ArchivedFile(id, state, Optional.empty(), size, "");
    }

    /** A folder that takes everything, and keeps nothing but the names. */
    public static final class NamesOnly implements MediaFolder {
        private final Set<String> taken = new HashSet<>();

        @Override
        public Optional<String> put(ArchivedFile file, String folder, String name) {
            String wanted = folder + "/" + name;
            String free = wanted;
            for (int i = 1; !taken.add(free); i++) {
                free = folder + "/" + FreeName.of(name, i);
            }
            return Optional.of(free);
        }

        @Override
        public Optional<String> write(byte[] bytes, String folder, String name) {
            return Optional.of(folder + "/" + name);
        }
    }

    /** The fields of an object, without its braces. */
    public static String fields(JsonNode object) {
        String text = object.toString();
        return text.substring(1, text.length() - 1);
    }
}
