package dev.tgarchiver.tdlib.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.telegram.Transfer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a transfer hears of a download. */
final class TdDownloadTest {

    private final List<String> heard = new ArrayList<>();
    private final Transfer transfer = new Transfer() {
        @Override
        public void resumedAt(long bytes) {
            heard.add("resumed at " + bytes);
        }

        @Override
        public void received(long more) {
            heard.add("" + more);
        }
    };

    private static ObjectNode file(long offset, long bytes) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.putObject("local")
                .put("is_downloading_active", true)
                .put("download_offset", offset)
                .put("downloaded_prefix_size", bytes)
                .put("downloaded_size", bytes);
        return file;
    }

    @Test
    void the_bytes_of_an_earlier_attempt_come_first_then_what_each_update_adds() {
        TdDownload download = new TdDownload(() -> 0, transfer);
        download.start(5_000);
        assertThat(download.on(file(0, 5_000))).isFalse();
        assertThat(download.on(file(0, 7_000))).isTrue();
        assertThat(download.on(file(0, 6_000))).isFalse();
        assertThat(download.on(file(0, 7_500))).isTrue();
        assertThat(heard).containsExactly("resumed at 5000", "2000", "500");
    }

    @Test
    void what_a_restarted_range_receives_again_is_not_reported_again() {
        TdDownload download = new TdDownload(() -> 0, transfer, 1 << 20, 9_000);
        assertThat(download.on(file(1 << 20, 4_000))).isTrue();
        download.restart();
        assertThat(download.on(file(1 << 20, 3_000))).isTrue();
        assertThat(download.on(file(1 << 20, 4_500))).isTrue();
        assertThat(heard).containsExactly("4000", "500");
    }
}
