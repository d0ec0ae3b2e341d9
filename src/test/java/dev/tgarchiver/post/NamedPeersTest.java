package dev.tgarchiver.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class NamedPeersTest {

    @Test
    void those_whom_telegram_shows_with_a_post_are_named_too() throws Exception {
        String message = """
                {"@type":"message","id":1048576,"chat_id":-1001,
                "sender_id":{"@type":"messageSenderChat","chat_id":-1001},
                "unread_reactions":[{"@type":"unreadReaction","sender_id":{"user_id":1}}],
                "interaction_info":{"reply_info":{"recent_replier_ids":[{"@type":"messageSenderUser","user_id":2}]},
                "reactions":{"reactions":[{"recent_sender_ids":[{"@type":"messageSenderUser","user_id":3},
                {"@type":"messageSenderChat","chat_id":-1004}]}]}},
                "content":{"@type":"messagePoll","poll":{
                "recent_voter_ids":[{"@type":"messageSenderUser","user_id":5}]}}}""";
        assertThat(NamedPeers.of(new ObjectMapper().readTree(message))).containsExactly(-1001L, 2L, 3L, -1004L, 5L);
    }
}
