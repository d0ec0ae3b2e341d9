package dev.tgarchiver.torture.posts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.localtelegram.PostKinds.PostKind;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.model.post.ContentHash;
import dev.tgarchiver.model.post.RawMessage;
import dev.tgarchiver.post.RawMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the archive must have of one post: what each run could see of it. For one thread. */
final class Expected {

    /**
     * A content, as it was seen last.
     *
     * @param message of another TDLib, without what is not kept
     * @param text as the server has it, where it is what readers see
     * @param kind what it is
     * @param files the SHA-256 of each
     * @param required whether a run must have recorded it; one that was there when the post was not asked for may have been
     *     remembered by TDLib
     */
    record Version(
            ContentHash hash,
            JsonNode message,
            Optional<String> text,
            String kind,
            List<String> files,
            boolean required) {}

    private final List<Version> versions = new ArrayList<>();
    private Optional<TlObject> now = Optional.empty();
    private boolean required;

    /**
     * A run could see it so.
     *
     * @param asked whether the run must have seen it
     */
    void seen(JsonNode message, TlObject raw, Optional<String> text, PostKind kind, boolean asked) {
        required |= asked;
        RawMessage kept = RawMessages.of(message);
        List<String> files = kind.files().keySet().stream()
                .map(role -> kind.file(role).sha256())
                .toList();
        boolean mustBe = asked;
        if (!versions.isEmpty() && newest().hash().equals(kept.hash())) {
            mustBe |= versions.remove(versions.size() - 1).required();
        }
        versions.add(new Version(kept.hash(), RawMessages.read(kept.json()), text, kind.name(), files, mustBe));
        now = Optional.of(raw);
    }

    /** A run could see that it is gone. */
    void gone() {
        now = Optional.empty();
    }

    /** Whether a run must have recorded it. */
    boolean isRequired() {
        return required;
    }

    boolean isGone() {
        return now.isEmpty();
    }

    /** As the server has it; empty when it has not. */
    Optional<TlObject> now() {
        return now;
    }

    /** The oldest first; at least one. */
    List<Version> versions() {
        return versions;
    }

    Version newest() {
        return versions.get(versions.size() - 1);
    }
}
