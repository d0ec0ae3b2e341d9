package dev.tgarchiver.desktop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.Peer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds whom a message names, by number and name. */
final class DesktopNames {

    private final Map<Long, Peer> found = new LinkedHashMap<>();

    private DesktopNames() {}

    static Collection<Peer> of(JsonNode message) {
        DesktopNames names = new DesktopNames();
        JsonNode extras = message.path("_archiver");
        extras.path("peers").forEach(names::whole);
        names.add(message.path("from_id"), message.path("from"));
        names.add(message.path("actor_id"), message.path("actor"));
        names.add(message.path("forwarded_from_id"), message.path("forwarded_from"));
        names.add(extras.path("forwarded_from_id"), message.path("forwarded_from"));
        for (JsonNode reaction : message.path("reactions")) {
            reaction.path("recent").forEach(recent -> names.add(recent.path("from_id"), recent.path("from")));
        }
        extras.path("reactors").forEach(reactor -> names.add(reactor.path("from_id"), reactor.path("from")));
        return names.found.values();
    }

    private void add(JsonNode id, JsonNode name) {
        long peer = DesktopPeer.id(id);
        if (peer != 0 && name.isTextual() && !name.asText().isEmpty()) {
            found.putIfAbsent(peer, DesktopPeer.named(peer, name.asText()));
        }
    }

    private void whole(JsonNode peer) {
        long id = DesktopPeer.id(peer.path("id"));
        if (id == 0) {
            return;
        }
        List<String> usernames = new ArrayList<>();
        peer.path("usernames").forEach(name -> usernames.add(name.asText()));
        Peer.Kind kind = DesktopPeer.named(id, "").kind();
        String word = peer.path("kind").asText("").toUpperCase(Locale.ROOT);
        for (Peer.Kind known : Peer.Kind.values()) {
            kind = known.name().equals(word) ? known : kind;
        }
        found.put(
                id,
                new Peer(
                        id,
                        kind,
                        peer.path("name").asText(""),
                        usernames,
                        peer.path("photo").asText("")));
    }
}
