package dev.tgarchiver.localtelegram.mtproto;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.tl.TlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what MTProto itself asks: pings, salts, states of messages. */
final class ServiceMessages {

    private static final Set<String> ACKNOWLEDGEMENTS =
            Set.of("msgs_ack", "http_wait", "msg_resend_req", "msgs_state_info", "msgs_all_info");

    /** Tells the client that the server knows nothing of a message, whereupon the client sends it again. */
    private static final byte UNKNOWN = 1;

    private static final int SALT_LIFETIME_SECONDS = 3600;

    private ServiceMessages() {}

    /** Whether a constructor or method is one of MTProto's own. */
    static boolean knows(int id) {
        return switch (id) {
            case 0x62d6b459, 0x9299359f, 0x7d861a08, 0x04deb57d, 0x8cc0d131 -> true;
            case 0x7abe77ec, 0xf3427b8c, 0xb921bd04, 0xda69fb52, 0x58e4a740, 0xe7512126, 0xd1435160 -> true;
            default -> false;
        };
    }

    /** The answer, or null when none is due. */
    static @Nullable TlObject answer(TlReader reader, long messageId, Session session, Sessions sessions) {
        TlObject message = isCall(reader.peekInt()) ? reader.readCall() : reader.readObject();
        if (ACKNOWLEDGEMENTS.contains(message.name())) {
            return null;
        }
        return switch (message.name()) {
            case "ping", "ping_delay_disconnect" ->
                tl("pong").set("msg_id", messageId).set("ping_id", message.longAt("ping_id"));
            case "get_future_salts" -> futureSalts(messageId, message.intAt("num"), sessions);
            case "msgs_state_req" -> unknownStates(messageId, message.longsAt("msg_ids"));
            case "destroy_session" -> {
                long id = message.longAt("session_id");
                boolean destroyed = sessions.remove(session.key(), id);
                yield tl(destroyed ? "destroy_session_ok" : "destroy_session_none")
                        .set("session_id", id);
            }
            case "rpc_drop_answer" -> rpcResult(messageId, tl("rpc_answer_unknown"));
            case "destroy_auth_key" ->
                tl(sessions.keys().remove(session.key().id()) ? "destroy_auth_key_ok" : "destroy_auth_key_none");
            default -> throw new ProtocolException("Unexpected " + message.name());
        };
    }

    private static boolean isCall(int id) {
        return switch (id) {
            case 0x62d6b459, 0x7d861a08, 0x04deb57d, 0x8cc0d131, 0xda69fb52 -> false;
            default -> true;
        };
    }

    private static TlObject futureSalts(long messageId, int count, Sessions sessions) {
        int now = sessions.time().seconds();
        List<TlObject> salts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            salts.add(tl("future_salt")
                    .set("valid_since", now + i * SALT_LIFETIME_SECONDS)
                    .set("valid_until", now + (i + 2) * SALT_LIFETIME_SECONDS)
                    .set("salt", sessions.salt() + i));
        }
        return tl("future_salts").set("req_msg_id", messageId).set("now", now).set("salts", salts);
    }

    private static TlObject unknownStates(long messageId, List<Long> ids) {
        byte[] states = new byte[ids.size()];
        Arrays.fill(states, UNKNOWN);
        return tl("msgs_state_info").set("req_msg_id", messageId).set("info", states);
    }

    private static TlObject rpcResult(long messageId, TlObject result) {
        return tl("rpc_result").set("req_msg_id", messageId).set("result", result);
    }
}
