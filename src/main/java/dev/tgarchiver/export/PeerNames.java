package dev.tgarchiver.export;

import dev.tgarchiver.model.post.Peer;
import java.util.Optional;

/** Who is who. */
public interface PeerNames {

    /** A user or chat, as last seen; its id is that of TDLib. */
    Optional<Peer> peer(long id);

    /** Its name; empty when it is unknown, or a deleted account. */
    default Optional<String> name(long id) {
        return peer(id).map(Peer::name).filter(name -> !name.isEmpty());
    }

    /** Its main public name, without the at sign. */
    default Optional<String> username(long id) {
        return peer(id).flatMap(peer -> peer.usernames().stream().findFirst());
    }
}
