package dev.tgarchiver.localtelegram.tl;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TlCodecTest {

    @Test
    void object_with_optional_fields_survives_a_round_trip() {
        TlObject message = tl("message")
                .flag("post", true)
                .set("id", 7)
                .set("peer_id", tl("peerChannel").set("channel_id", 1L << 40))
                .set("date", 1_700_000_000)
                .set("message", "Ünïcödé 🎵")
                .set("views", 12)
                .set("forwards", 3)
                .set(
                        "entities",
                        List.of(tl("messageEntityBold").set("offset", 0).set("length", 7)));
        TlObject read = read(message);
        assertThat(read.flagAt("post")).isTrue();
        assertThat(read.flagAt("pinned")).isFalse();
        assertThat(read.has("edit_date")).isFalse();
        assertThat(read.textAt("message")).isEqualTo("Ünïcödé 🎵");
        assertThat(read.objectAt("peer_id").longAt("channel_id")).isEqualTo(1L << 40);
        assertThat(read.objectsAt("entities").get(0).is("messageEntityBold")).isTrue();
        assertThat(TlWriter.bytes(read)).isEqualTo(TlWriter.bytes(message));
    }

    @Test
    void strings_of_every_length_are_padded_to_four_bytes() {
        for (int length : new int[] {0, 1, 3, 4, 252, 253, 254, 255, 256, 70_000}) {
            byte[] content = new byte[length];
            byte[] written = new TlWriter().writeBytes(content).toByteArray();
            assertThat(written.length % 4).isZero();
            TlReader reader = new TlReader(written);
            assertThat(reader.readBytes()).hasSize(length);
            assertThat(reader.remaining()).isZero();
        }
    }

    @Test
    void known_bytes_of_a_call() {
        byte[] bytes = TlWriter.bytes(tl("ping").set("ping_id", 0x0102030405060708L));
        assertThat(bytes).containsExactly(0xec, 0x77, 0xbe, 0x7a, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void bare_vectors_have_no_ids() {
        TlObject salt =
                tl("future_salt").set("valid_since", 1).set("valid_until", 2).set("salt", 3L);
        TlObject salts = tl("future_salts").set("req_msg_id", 4L).set("now", 5).set("salts", List.of(salt, salt));
        assertThat(TlWriter.bytes(salts)).hasSize(4 + 8 + 4 + 4 + 2 * 16);
        assertThat(read(salts).objectsAt("salts")).hasSize(2);
    }

    @Test
    void what_the_schema_does_not_allow_is_not_written() {
        assertThatThrownBy(() -> TlWriter.bytes(tl("peerUser"))).hasMessageContaining("lacks its field user_id");
        assertThatThrownBy(
                        () -> TlWriter.bytes(tl("peerUser").set("user_id", 1L).set("name", "x")))
                .hasMessageContaining("does not give it");
        assertThatThrownBy(() -> TlWriter.bytes(tl("dialogFilters"))).hasMessageContaining("no constructor");
        assertThatThrownBy(() -> TlWriter.bytes(tl("updateShort")
                        .set("update", tl("peerUser").set("user_id", 1L))
                        .set("date", 1)))
                .hasMessageContaining("not a Update");
    }

    @Test
    void bytes_that_end_too_early_are_refused() {
        byte[] bytes = TlWriter.bytes(tl("peerUser").set("user_id", 1L));
        assertThatThrownBy(() -> new TlReader(bytes, 0, bytes.length - 1).readObject())
                .isInstanceOf(TlException.class);
    }

    @Test
    void methods_that_are_not_answered_are_known_by_name() {
        assertThat(Schema.SERVER.methodName(0x2c4ada50)).isEqualTo("stories.getPeerStories");
        assertThat(Schema.SERVER.understands(0x2c4ada50)).isFalse();
        assertThat(Schema.SERVER.methodName(0x12345678)).isEqualTo("#12345678");
    }

    private static TlObject read(TlObject object) {
        return new TlReader(TlWriter.bytes(object)).readObject();
    }
}
