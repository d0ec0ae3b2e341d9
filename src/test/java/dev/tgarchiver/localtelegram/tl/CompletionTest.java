package dev.tgarchiver.localtelegram.tl;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompletionTest {

    private static List<String> contents() {
        return Schema.SERVER.constructorsOf("MessageMedia").stream()
                .map(Combinator::name)
                .sorted()
                .toList();
    }

    private static List<String> actions() {
        return Schema.SERVER.constructorsOf("MessageAction").stream()
                .map(Combinator::name)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource({"contents", "actions"})
    void whatever_a_post_can_hold_is_made_whole_and_read_back(String constructor) {
        TlObject whole = Schema.SERVER.complete(tl(constructor));

        TlObject back = new TlReader(TlWriter.bytes(whole)).readObject();

        assertThat(back).hasToString(whole.toString());
    }

    @Test
    void what_is_given_stays_and_the_rest_is_nothing() {
        TlObject venue = Schema.SERVER.complete(tl("messageMediaVenue")
                .set("geo", tl("geoPoint").set("lat", 1.5))
                .set("title", "Here"));

        assertThat(venue.textAt("title")).isEqualTo("Here");
        assertThat(venue.textAt("address")).isEmpty();
        assertThat(venue.objectAt("geo").get("lat")).isEqualTo(1.5);
        assertThat(venue.objectAt("geo").longAt("access_hash")).isZero();
        assertThat(venue.objectAt("geo").has("accuracy_radius")).isFalse();
    }

    @Test
    void fields_of_one_flag_come_together() {
        TlObject votes = Schema.SERVER.complete(tl("pollAnswerVoters").set("voters", 3));
        assertThat(votes.get("recent_voters")).isEqualTo(List.of());
        assertThat(votes.has("chosen")).isFalse();
        TlObject live = Schema.SERVER.complete(tl("messageMediaPhoto").flag("live_photo", true));
        assertThat(live.objectAt("video").is("documentEmpty")).isTrue();
    }

    @Test
    void a_name_or_a_type_that_is_not_the_schemas_is_refused_with_its_place() {
        assertRefused(tl("messageMediaGeos"), "no constructor or method messageMediaGeos");
        assertRefused(tl("messageMediaGeo").set("place", 1), "messageMediaGeo has no field place");
        assertRefused(
                tl("messageMediaGeo").set("geo", tl("geoPoint").set("lat", 1)),
                "messageMediaGeo.geo.lat holds double, not Integer");
        assertRefused(
                tl("messageMediaGeo").set("geo", tl("peerUser")), "messageMediaGeo.geo holds GeoPoint, not peerUser");
        assertRefused(
                tl("messageMediaGiveaway").set("channels", List.of(1L, "two")),
                "messageMediaGiveaway.channels[1] holds long, not String");
    }

    private static void assertRefused(TlObject object, String why) {
        assertThatThrownBy(() -> Schema.SERVER.complete(object))
                .isInstanceOf(TlException.class)
                .hasMessageContaining(why);
    }
}
