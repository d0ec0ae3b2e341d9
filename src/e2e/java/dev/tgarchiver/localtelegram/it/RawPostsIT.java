package dev.tgarchiver.localtelegram.it;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.localtelegram.client.TdlibProcess;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.PostDraft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts that are given as TL objects, as TDLib reads them. */
class RawPostsIT {

    @TempDir
    private Path session = Path.of("set by JUnit");

    @Test
    void posts_of_kinds_that_the_world_has_no_word_for_reach_tdlib_as_they_are() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            Channel channel = scenario.world().channel("Raw").username("rawposts");
            TlObject place = tl("geoPoint").set("lat", 52.5).set("long", 13.25);
            channel.post(tl("messageMediaGeo").set("geo", place));
            channel.post(
                    tl("messageMediaContact").set("phone_number", "15550009").set("first_name", "Dora"));
            channel.post(tl("messageMediaPoll")
                    .set(
                            "poll",
                            tl("poll")
                                    .set("id", 77L)
                                    .set("question", words("Which one?"))
                                    .set("answers", List.of(answer("The first"), answer("The second")))));
            channel.post(tl("messageMediaDice").set("value", 4).set("emoticon", "🎲"));
            channel.post(tl("messageMediaVenue")
                    .set("geo", place)
                    .set("title", "The Venue")
                    .set("address", "Some Street 1"));
            channel.post(tl("message")
                    .set("message", "Bold words")
                    .set("entities", List.of(tl("messageEntityBold").set("length", 4)))
                    .set("date", 1_700_000_000)
                    .set("views", 7)
                    .set("forwards", 2));
            channel.post(tl("messageActionBoostApply").set("boosts", 3));
            scenario.logIn();
            TdlibProcess tdlib = scenario.tdlib();
            List<JsonNode> messages = tdlib.walk(tdlib.chat("rawposts"));
            Collections.reverse(messages);
            assertThat(messages)
                    .extracting(message -> message.path("content").path("@type").asText())
                    .containsExactly(
                            "messageLocation",
                            "messageContact",
                            "messagePoll",
                            "messageDice",
                            "messageVenue",
                            "messageText",
                            "messageChatBoost");
            Function<Integer, JsonNode> content = index -> messages.get(index).path("content");
            assertThat(content.apply(0).path("location").path("latitude").asDouble())
                    .isEqualTo(52.5);
            assertThat(content.apply(1).path("contact").path("first_name").asText())
                    .isEqualTo("Dora");
            JsonNode poll = content.apply(2).path("poll");
            assertThat(poll.path("question").path("text").asText()).isEqualTo("Which one?");
            assertThat(poll.path("options").get(1).path("text").path("text").asText())
                    .isEqualTo("The second");
            assertThat(content.apply(3).path("value").asInt()).isEqualTo(4);
            assertThat(content.apply(4).path("venue").path("title").asText()).isEqualTo("The Venue");
            assertThat(messages.get(5).path("date").asInt()).isEqualTo(1_700_000_000);
            assertThat(content.apply(5).path("text").path("entities")).hasSize(1);
            assertThat(content.apply(6).path("boost_count").asInt()).isEqualTo(3);

            channel.history()
                    .edit(
                            4,
                            PostDraft.raw(tl("messageMediaDice").set("value", 6).set("emoticon", "🎲")));
            JsonNode edited = tdlib.ask(TdlibProcess.request("getMessage")
                    .put("chat_id", messages.get(3).path("chat_id").asLong())
                    .put("message_id", messages.get(3).path("id").asLong()));
            assertThat(edited.path("content").path("@type").asText()).isEqualTo("messageDice");
            assertThat(scenario.telegram().calls().problems()).isEmpty();
        }
    }

    private static TlObject words(String text) {
        return tl("textWithEntities").set("text", text);
    }

    private static TlObject answer(String text) {
        return tl("pollAnswer").set("text", words(text)).set("option", text.getBytes(StandardCharsets.UTF_8));
    }
}
