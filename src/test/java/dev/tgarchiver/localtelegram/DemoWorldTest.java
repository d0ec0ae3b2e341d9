package dev.tgarchiver.localtelegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.History;
import dev.tgarchiver.localtelegram.world.MediaKind;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.World;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DemoWorldTest {

    @Test
    void demo_channel_has_something_of_everything() {
        DemoWorld demo = DemoWorld.in(new World(), 126);
        History history = demo.channel().history();
        List<Post> files = demo.files();
        assertThat(files).hasSize(126);
        assertThat(files)
                .extracting(post -> Objects.requireNonNull(post.media()).kind())
                .contains(MediaKind.AUDIO, MediaKind.DOCUMENT, MediaKind.PHOTO, MediaKind.VIDEO);
        assertThat(files)
                .extracting(post -> Objects.requireNonNull(post.media()).file().size())
                .allSatisfy(size -> assertThat(size).isBetween(60_000L, 16_000_000L));
        assertThat(files.stream()
                        .mapToLong(post ->
                                Objects.requireNonNull(post.media()).file().size())
                        .sum())
                .isBetween(280_000_000L, 330_000_000L);
        assertThat(history.required(1).action()).isNotNull();
        assertThat(history.required(2).albumId()).isNotZero();
        assertThat(history.find(11)).isNull();
    }

    @Test
    void any_number_of_files_can_be_asked_for() {
        for (int files : new int[] {0, 1, 8, 9, 10, 17, 30}) {
            assertThat(DemoWorld.in(new World(), files).files()).hasSize(files);
        }
    }

    @Test
    void line_of_a_file_names_it() {
        Post post = DemoWorld.in(new World(), 9).files().get(0);
        assertThat(DemoWorld.line(post)).matches("[0-9a-f]{64}\t\\d+\t2\tphoto\tphoto-2");
    }
}
