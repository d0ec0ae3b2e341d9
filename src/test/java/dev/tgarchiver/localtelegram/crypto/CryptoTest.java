package dev.tgarchiver.localtelegram.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.localtelegram.crypto.MessageKeys.Sender;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CryptoTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void ige_gives_the_published_ciphertext() {
        byte[] key = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
        byte[] iv = HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        byte[] encrypted = new AesIge().encrypt(key, iv, new byte[32]);
        assertThat(HEX.formatHex(encrypted))
                .isEqualTo("1a8519a6557be652e9da8e43da4ef4453cf456b4ca488aa383c79c98b34797cb");
        assertThat(new AesIge().decrypt(key, iv, encrypted, 0, 32)).isEqualTo(new byte[32]);
    }

    @Test
    void ige_decrypts_what_it_encrypted_for_every_number_of_blocks() {
        byte[] key = Bytes.random(32);
        byte[] iv = Bytes.random(32);
        AesIge ige = new AesIge();
        for (int length = 0; length <= 160; length += 16) {
            byte[] plain = Bytes.random(length);
            byte[] encrypted = ige.encrypt(key, iv, plain);
            assertThat(ige.decrypt(key, iv, encrypted, 0, length)).isEqualTo(plain);
        }
        assertThatThrownBy(() -> ige.encrypt(key, iv, new byte[17])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void message_keys_differ_by_sender_and_are_repeatable() {
        byte[] authKey = Bytes.random(256);
        byte[] plain = Bytes.random(64);
        byte[] fromClient = MessageKeys.messageKey(authKey, plain, 0, 64, Sender.CLIENT);
        byte[] fromServer = MessageKeys.messageKey(authKey, plain, 0, 64, Sender.SERVER);
        assertThat(fromClient).hasSize(16).isNotEqualTo(fromServer);
        MessageKeys keys = MessageKeys.derive(authKey, fromClient, Sender.CLIENT);
        assertThat(keys.aesKey())
                .hasSize(32)
                .isEqualTo(
                        MessageKeys.derive(authKey, fromClient, Sender.CLIENT).aesKey());
        assertThat(keys.aesIv()).hasSize(32);
        assertThat(MessageKeys.deriveVersion1(authKey, fromClient).aesIv()).hasSize(32);
    }

    @Test
    void password_is_proved_without_being_sent() {
        byte[] salt1 = Bytes.random(24);
        byte[] salt2 = Bytes.random(16);
        Srp.Challenge challenge = new Srp.Challenge(new Srp.Verifier("pässword", salt1, salt2));
        byte[][] right = Srp.answer("pässword", salt1, salt2, challenge.publicValue());
        assertThat(challenge.accepts(right[0], right[1])).isTrue();
        byte[][] wrong = Srp.answer("password", salt1, salt2, challenge.publicValue());
        assertThat(challenge.accepts(wrong[0], wrong[1])).isFalse();
        assertThat(challenge.accepts(new byte[256], right[1])).isFalse();
    }

    @Test
    void server_key_fits_the_place_of_the_original() {
        ServerKey key = ServerKey.load();
        assertThat(key.publicPem()).hasSize(425);
        byte[] secret = Bytes.random(100);
        assertThat(Bytes.slice(key.decryptPadded(key.encryptPadded(secret)), 0, 100))
                .isEqualTo(secret);
    }

    @Test
    void big_endian_numbers_keep_their_length() {
        byte[] small = Bytes.bigEndian(Bytes.number(new byte[] {0, 0, (byte) 200}), 4);
        assertThat(small).containsExactly(0, 0, 0, 200);
        assertThat(DhGroup.padded(DhGroup.PRIME)).hasSize(256);
        assertThat(DhGroup.PRIME.isProbablePrime(20)).isTrue();
    }
}
