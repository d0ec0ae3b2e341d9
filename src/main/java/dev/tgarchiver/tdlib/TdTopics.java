package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.SingleLine;
import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TopicPage;
import dev.tgarchiver.telegram.TopicSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of forums through TDLib. Use a client that does not walk: a topic's newest post comes along with it, and
 * TDLib then takes the posts of its topics for all posts of the chat's history.
 */
public final class TdTopics implements TopicSource {

    private static final Logger LOG = LoggerFactory.getLogger(TdTopics.class);

    /** The maximum that getForumTopics returns. */
    private static final int PAGE = 100;

    private static final int NOT_FOUND = 404;

    private final TdConnection connection;

    public TdTopics(TdConnection connection) {
        this.connection = connection;
    }

    @Override
    public boolean isForum(long chatId) throws TelegramFailure, InterruptedException {
        try {
            JsonNode type = connection
                    .call(TdRequest.of("getChat").put("chat_id", chatId))
                    .path("type");
            return type.path("@type").asText().equals("chatTypeSupergroup")
                    && connection
                            .call(TdRequest.of("getSupergroup")
                                    .put(
                                            "supergroup_id",
                                            type.path("supergroup_id").longValue()))
                            .path("is_forum")
                            .booleanValue();
        } catch (TdError e) {
            throw connection.failure(e, "Asking for the chat");
        }
    }

    @Override
    public TopicPage topics(long chatId, TopicPage.End after) throws TelegramFailure, InterruptedException {
        try {
            JsonNode page = connection.call(TdRequest.of("getForumTopics")
                    .put("chat_id", chatId)
                    .put("query", "")
                    .put("offset_date", after.date())
                    .put("offset_message_id", after.message())
                    .put("offset_forum_topic_id", after.topic())
                    .put("limit", PAGE));
            List<Topic> topics = new ArrayList<>();
            page.path("topics").forEach(topic -> topics.add(topic(topic)));
            return new TopicPage(
                    topics,
                    page.path("total_count").intValue(),
                    new TopicPage.End(
                            page.path("next_offset_date").intValue(),
                            page.path("next_offset_message_id").longValue(),
                            page.path("next_offset_forum_topic_id").longValue()));
        } catch (TdError e) {
            if (isNoForum(e)) {
                LOG.warn("Chat {} has become a group without topics: {}", chatId, e.text());
                return TopicPage.EMPTY;
            }
            throw connection.failure(e, "Reading the topics");
        }
    }

    @Override
    public Optional<Topic> topic(long chatId, long number) throws TelegramFailure, InterruptedException {
        try {
            return Optional.of(topic(connection.call(
                    TdRequest.of("getForumTopic").put("chat_id", chatId).put("forum_topic_id", number))));
        } catch (TdError e) {
            // TDLib's answer when Telegram says that the topic is deleted.
            if (e.code() == NOT_FOUND) {
                return Optional.empty();
            }
            throw connection.failure(e, "Reading a topic");
        }
    }

    /** The group's topics were switched off, which TDLib may not have heard yet. */
    private static boolean isNoForum(TdError error) {
        return error.text().contains("CHANNEL_FORUM_MISSING") || error.text().contains("is not a forum");
    }

    static Topic topic(JsonNode topic) {
        JsonNode info = topic.path("info");
        JsonNode creator = info.path("creator_id");
        return new Topic(
                info.path("forum_topic_id").longValue(),
                SingleLine.of(info.path("name").asText()),
                info.path("icon").path("custom_emoji_id").asLong(),
                info.path("icon").path("color").intValue(),
                creator.path("@type").asText().equals("messageSenderUser")
                        ? creator.path("user_id").longValue()
                        : creator.path("chat_id").longValue(),
                Instant.ofEpochSecond(info.path("creation_date").longValue()),
                info.path("is_closed").booleanValue(),
                info.path("is_hidden").booleanValue(),
                topic.path("is_pinned").booleanValue());
    }
}
