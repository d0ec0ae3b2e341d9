package dev.tgarchiver.localtelegram.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RemoteFileTest {

    @Test
    void content_does_not_depend_on_how_it_is_read() {
        RemoteFile file = RemoteFile.of(42, 10_007);
        byte[] whole = file.bytes(0, 20_000);
        assertThat(whole).hasSize(10_007);
        for (int offset : new int[] {0, 1, 7, 8, 9, 4096, 10_000}) {
            for (int length : new int[] {1, 5, 8, 17, 4096}) {
                assertThat(file.bytes(offset, length))
                        .isEqualTo(Arrays.copyOfRange(whole, offset, Math.min(10_007, offset + length)));
            }
        }
    }

    @Test
    void hash_is_that_of_the_content() throws Exception {
        RemoteFile file = RemoteFile.of(42, 3_000_001);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.bytes(0, 3_000_001));
        assertThat(file.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void end_of_a_file_of_four_gigabytes_is_at_hand() {
        RemoteFile file = RemoteFile.of(7, 4_294_967_299L);
        assertThat(file.bytes(4_294_967_296L, 4096)).hasSize(3);
        assertThat(file.bytes(5_000_000_000L, 4096)).isEmpty();
    }

    @Test
    void same_bytes_can_be_uploaded_twice() {
        RemoteFile first = RemoteFile.of(1, 5000).withContent(99);
        RemoteFile second = RemoteFile.of(2, 5000).withContent(99);
        assertThat(first.sha256()).isEqualTo(second.sha256());
        assertThat(first.accessHash()).isNotEqualTo(second.accessHash());
        assertThat(RemoteFile.of(3, 5000).sha256()).isNotEqualTo(first.sha256());
    }

    @Test
    void sizes_of_a_photo_share_an_id_and_differ_in_content() {
        Media.Photo photo = Media.photo(RemoteFile.ofSize(1600)).identified(5);
        assertThat(photo.sizes()).extracting(size -> size.file().id()).containsOnly(5L);
        assertThat(photo.sizes().get(0).file().bytes(0, 8))
                .isNotEqualTo(photo.file().bytes(0, 8));
    }
}
