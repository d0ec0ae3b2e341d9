package dev.tgarchiver.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class RawCodecTest {

    @Test
    void what_was_packed_is_unpacked() {
        RandomMessages messages = new RandomMessages(TdSchema.ofMessages(), 1);
        try (RawCodec codec = new RawCodec()) {
            for (String content : TdSchema.ofMessages().contents()) {
                byte[] json = RawMessages.of(messages.next(content)).json();
                assertThat(codec.unpack(codec.pack(json))).isEqualTo(json);
            }
            byte[] large = "a text as long as Telegram allows, and longer"
                    .repeat(10_000)
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(codec.unpack(codec.pack(large))).isEqualTo(large);
            assertThat(codec.unpack(codec.pack(new byte[0]))).isEmpty();
        }
    }

    @Test
    void damage_is_told_and_does_not_spoil_the_next() {
        try (RawCodec codec = new RawCodec()) {
            byte[] packed = codec.pack("{\"@type\":\"message\"}".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> codec.unpack(Arrays.copyOf(packed, packed.length / 2)))
                    .isInstanceOf(IllegalArgumentException.class);
            byte[] newer = packed.clone();
            newer[0] = 99;
            assertThatThrownBy(() -> codec.unpack(newer)).hasMessageContaining("newer archiver");
            assertThatThrownBy(() -> codec.unpack(new byte[0])).isInstanceOf(IllegalArgumentException.class);
            assertThat(new String(codec.unpack(packed), StandardCharsets.UTF_8)).isEqualTo("{\"@type\":\"message\"}");
        }
    }

    /** Another dictionary makes all archives unreadable that were written with this one. */
    @Test
    void a_dictionary_never_changes() throws Exception {
        assertThat(hash("raw-1.dict")).isEqualTo("7dc210574e470dc130980cbf58114425ca988a46479ce30658921185bbf486e4");
        assertThat(hash("raw-2.dict")).isEqualTo("b2456c5068a0aaa9a13f34a74956199d321e4e270e106f664fcfc26dbd5834a3");
    }

    @Test
    void short_messages_have_a_dictionary_of_their_own() {
        try (RawCodec codec = new RawCodec()) {
            assertThat(codec.pack("{}".getBytes(StandardCharsets.UTF_8))[0]).isEqualTo((byte) 2);
            assertThat(codec.pack("x".repeat(3000).getBytes(StandardCharsets.UTF_8))[0])
                    .isEqualTo((byte) 1);
        }
    }

    private static String hash(String name) throws Exception {
        try (InputStream dictionary = RawCodec.class.getResourceAsStream(name)) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(dictionary.readAllBytes()));
        }
    }
}
