package dev.tgarchiver.desktop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

/** Reads {@code result.json}, message by message. */
public final class DesktopExport {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final JsonFactory FACTORY = MAPPER.getFactory();

    private DesktopExport() {}

    /**
     * Receives what is read, in its order.
     *
     * @param <X> ends the reading
     */
    public interface Sink<X extends Exception> {

        /** A chat begins. Returns whether its messages are wanted. */
        boolean chat(DesktopChat chat) throws X, InterruptedException;

        /** A message of the last chat. */
        void message(ObjectNode message) throws X, InterruptedException;

        /**
         * The last chat has ended.
         *
         * @param extras what {@code archiver export} says of it; empty in other exports
         */
        void chatEnd(JsonNode extras) throws X, InterruptedException;
    }

    /** The export cannot be read further. The message says where and why. */
    public static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /**
     * Reads an export. What was read before it proves broken has been given to the sink.
     *
     * @param in of one chat, or of an account with several; stays open
     */
    public static <X extends Exception> void read(InputStream in, Sink<X> sink)
            throws X, Broken, IOException, InterruptedException {
        try (JsonParser json = FACTORY.createParser(new HexEscapes(in)).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            try {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new Broken("It does not begin as an export of Telegram Desktop, which is a JSON object.");
                }
                if (!new Reading<>(json, sink).chat()) {
                    throw new Broken(
                            "It has no messages: it is not an export of chats, or Telegram Desktop was told to "
                                    + "leave them out.");
                }
            } catch (JsonProcessingException e) {
                JsonLocation place = e.getLocation() == null ? json.currentLocation() : e.getLocation();
                throw new Broken("It is broken in line " + place.getLineNr() + ", column " + place.getColumnNr() + ": "
                        + e.getOriginalMessage());
            } catch (CharConversionException e) {
                throw new Broken("It is broken in line "
                        + json.currentLocation().getLineNr() + ": it is not in UTF-8 there. " + e.getMessage());
            }
        }
    }

    private static final class Reading<X extends Exception> {
        private final JsonParser json;
        private final Sink<X> sink;

        Reading(JsonParser json, Sink<X> sink) {
            this.json = json;
            this.sink = sink;
        }

        /** An object with messages, or with lists of chats. Returns whether there was any list of messages. */
        boolean chat() throws X, Broken, IOException, InterruptedException {
            ObjectNode head = MAPPER.createObjectNode();
            JsonNode extras = MAPPER.createObjectNode();
            boolean open = false;
            boolean any = false;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("messages") && value == JsonToken.START_ARRAY) {
                    open = messages(head);
                    any = true;
                } else if ((field.equals("chats") || field.equals("left_chats")) && value == JsonToken.START_OBJECT) {
                    any |= chats();
                } else if (field.equals("_archiver")) {
                    extras = MAPPER.readTree(json);
                } else if (value.isScalarValue()) {
                    head.set(field, MAPPER.readTree(json));
                } else {
                    json.skipChildren();
                }
            }
            if (open) {
                sink.chatEnd(extras);
            }
            return any;
        }

        private boolean chats() throws X, Broken, IOException, InterruptedException {
            boolean any = false;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY && field.equals("list")) {
                    any = true;
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        if (json.currentToken() == JsonToken.START_OBJECT) {
                            any |= chat();
                        } else {
                            json.skipChildren();
                        }
                    }
                } else {
                    json.skipChildren();
                }
            }
            return any;
        }

        private boolean messages(ObjectNode head) throws X, Broken, IOException, InterruptedException {
            DesktopChat chat = DesktopChat.of(head)
                    .orElseThrow(
                            () -> new Broken("In line " + json.currentLocation().getLineNr()
                                    + " messages begin, and no \"id\" before them says of which chat they are."));
            if (!sink.chat(chat)) {
                json.skipChildren();
                return false;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    sink.message(MAPPER.readTree(json));
                } else {
                    json.skipChildren();
                }
            }
            return true;
        }
    }
}
