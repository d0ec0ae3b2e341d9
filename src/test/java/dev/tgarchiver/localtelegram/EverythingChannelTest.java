package dev.tgarchiver.localtelegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.History;
import dev.tgarchiver.localtelegram.world.World;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EverythingChannelTest {

    private final World world = new World();
    private final EverythingChannel everything = EverythingChannel.in(world);

    @Test
    void it_lists_its_posts_files_and_texts() {
        List<String> lines = everything.lines();
        assertThat(of(lines, "kind")).hasSizeGreaterThan(95);
        assertThat(of(lines, "file")).hasSizeGreaterThan(40).allMatch(line -> line.split("\t").length == 6);
        assertThat(of(lines, "text")).hasSizeGreaterThan(20);
        for (String kind : List.of(
                "poll",
                "venue",
                "contact",
                "link with a photo",
                "album, first",
                "live photo",
                "paid media",
                "long rich message",
                "forward from a channel",
                "reply with a quote")) {
            assertThat(of(lines, "kind")).anyMatch(line -> line.endsWith("\t" + kind));
        }
    }

    @Test
    void a_change_edits_a_post_and_deletes_another() {
        everything.change();
        History history = Objects.requireNonNull(world.findChannelByUsername(EverythingChannel.NAME))
                .history();
        List<String> lines = everything.lines();
        assertThat(history.find(post(lines, "deleted"))).isNull();
        assertThat(Objects.requireNonNull(
                                history.required(post(lines, "edited")).raw())
                        .textAt("message"))
                .isEqualTo("Other words");
    }

    private static List<String> of(List<String> lines, String what) {
        return lines.stream().filter(line -> line.startsWith(what + "\t")).toList();
    }

    private static int post(List<String> lines, String what) {
        return Stream.of(of(lines, what).get(0).split("\t"))
                .skip(2)
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow();
    }
}
