package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.JsonFields;
import dev.tgarchiver.export.PeerId;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.model.post.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Notes whom messages name, so that an export says it of each at least once. Holds some thousand numbers. */
final class AskedPeers implements PeerNames {

    private static final int HELD = 10_000;

    private final PeerNames peers;
    private final List<Peer> asked = new ArrayList<>();

    private final Map<Long, Boolean> said = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > HELD;
        }
    };

    AskedPeers(PeerNames peers) {
        this.peers = peers;
    }

    @Override
    public Optional<Peer> peer(long id) {
        Optional<Peer> found = peers.peer(id);
        if (found.isPresent() && said.put(id, true) == null) {
            asked.add(found.get());
        }
        return found;
    }

    /** Those who were asked for since the last call, and were not said a short while ago. */
    ArrayNode take() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Peer peer : asked) {
            ObjectNode one = new JsonFields()
                    .put("id", PeerId.text(peer.id()))
                    .put("kind", peer.kind().name().toLowerCase(Locale.ROOT))
                    .text("name", peer.name())
                    .text("photo", peer.photo())
                    .node();
            if (!peer.usernames().isEmpty()) {
                ArrayNode usernames = one.putArray("usernames");
                peer.usernames().forEach(usernames::add);
            }
            list.add(one);
        }
        asked.clear();
        return list;
    }
}
