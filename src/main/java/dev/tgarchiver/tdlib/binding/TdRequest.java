package dev.tgarchiver.tdlib.binding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Creates TDLib objects; the names are those of td_api.tl. */
public final class TdRequest {

    private TdRequest() {}

    public static ObjectNode of(String type) {
        return JsonNodeFactory.instance.objectNode().put("@type", type);
    }
}
