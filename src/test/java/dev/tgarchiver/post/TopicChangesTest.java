package dev.tgarchiver.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.model.post.TopicChange;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What service messages say about topics. */
final class TopicChangesTest {

    private static final Instant AT = Instant.ofEpochSecond(1_704_067_200);

    private static Optional<TopicChange> change(int id, int topic, String content) throws Exception {
        return TopicChanges.of(
                PostReader.post(new ObjectMapper().readTree("""
                {"@type":"message","id":%d,"chat_id":-1001234567890,"date":1704067200,
                "sender_id":{"@type":"messageSenderUser","user_id":42},
                "topic_id":{"@type":"messageTopicForum","forum_topic_id":%d},
                "content":%s}""".formatted((long) id << 20, topic, content))));
    }

    @Test
    void a_topic_is_created() throws Exception {
        assertThat(change(17, 17, """
                {"@type":"messageForumTopicCreated","name":"Ne\\nws","is_name_implicit":false,
                "icon":{"@type":"forumTopicIcon","color":7322096,"custom_emoji_id":"5368324170671202286"}}"""))
                .contains(new TopicChange(
                        17,
                        AT,
                        Optional.of("Ne ws"),
                        Optional.of(5_368_324_170_671_202_286L),
                        Optional.of(7_322_096),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(42L)));
    }

    @Test
    void an_edit_tells_what_it_changes() throws Exception {
        TopicChange renamed = change(18, 17, """
                {"@type":"messageForumTopicEdited","name":"Other","edit_icon_custom_emoji_id":false,
                "icon_custom_emoji_id":"0"}""").orElseThrow();
        assertThat(renamed.topic()).isEqualTo(17);
        assertThat(renamed.name()).contains("Other");
        assertThat(renamed.emoji()).isEmpty();
        assertThat(renamed.isCreation()).isFalse();
        TopicChange icon = change(18, 17, """
                {"@type":"messageForumTopicEdited","name":"","edit_icon_custom_emoji_id":true,
                "icon_custom_emoji_id":"0"}""").orElseThrow();
        assertThat(icon.name()).isEmpty();
        assertThat(icon.emoji()).contains(0L);
    }

    @Test
    void states_are_told_also_when_they_end() throws Exception {
        assertThat(change(18, 17, "{\"@type\":\"messageForumTopicIsClosedToggled\",\"is_closed\":false}")
                        .flatMap(TopicChange::closed))
                .contains(false);
        TopicChange hidden = change(18, 1, "{\"@type\":\"messageForumTopicIsHiddenToggled\",\"is_hidden\":true}")
                .orElseThrow();
        assertThat(hidden.hidden()).contains(true);
        assertThat(hidden.closed()).isEmpty();
        assertThat(hidden.topic()).isEqualTo(1);
    }

    @Test
    void other_posts_say_nothing() throws Exception {
        assertThat(change(18, 17, "{\"@type\":\"messageText\",\"text\":{\"text\":\"forum\",\"entities\":[]}}"))
                .isEmpty();
    }
}
