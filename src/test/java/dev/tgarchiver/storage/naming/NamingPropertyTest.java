package dev.tgarchiver.storage.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.property.Texts;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names and templates, with made-up texts. */
class NamingPropertyTest {

    private static final int TRIES = 5_000;
    private static final List<String> PIECES = List.of(
            "..", "../", "..\\", "CON", "nul", ".txt", ".tar.gz", "C:", "\u202e", "e\u0301", "\ud83c\udde9", " .");
    private static final Path ROOT = Path.of("where the", "archive is").toAbsolutePath();

    @Test
    void every_text_becomes_a_safe_name() {
        new Texts(11, 300, PIECES).check(TRIES, text -> {
            SafeNameTest.requireSafe(text, SafeName.MAX_BYTES);
            SafeNameTest.requireSafe(text, 24);
        });
    }

    @Test
    void a_temporary_name_is_told_from_every_name_of_the_archive() {
        new Texts(12, 300, PIECES).check(TRIES, text -> {
            String safe = SafeName.of(text, "x");
            assertThat(TemporaryName.is(Path.of(safe))).isFalse();
            assertThat(TemporaryName.is(Path.of(TemporaryName.of(safe)))).isTrue();
            assertThat(FileName.bytes(TemporaryName.of(safe))).isLessThanOrEqualTo(255);
        });
    }

    @Test
    void a_taken_name_is_followed_by_others_that_are_safe_and_differ() {
        new Texts(13, 300, PIECES).check(TRIES, text -> {
            String safe = SafeName.of(text, "x");
            Set<String> names = new HashSet<>();
            for (int number = 1; number < 12; number++) {
                String name = AlternativeName.of(safe, number);
                assertThat(names.add(FoldedName.of(name))).isTrue();
                assertThat(AlternativeName.isOne(name, safe)).isTrue();
                assertThat(FileName.bytes(name)).isLessThanOrEqualTo(255);
            }
        });
    }

    @Test
    void channels_never_share_a_folder() {
        Set<String> taken = new HashSet<>();
        Set<String> folded = new HashSet<>();
        new Texts(14, 40, PIECES).check(500, title -> {
            Channel channel = new Channel(-100L - taken.size(), title, Optional.empty(), Channel.Type.CHANNEL);
            String folder = ChannelDirectory.choose(channel, taken);
            SafeNameTest.requireSafe(folder, SafeName.MAX_BYTES);
            assertThat(folded.add(FoldedName.of(folder))).isTrue();
            taken.add(folder);
        });
    }

    @Test
    void a_template_is_refused_with_words_or_its_paths_stay_below_the_root() {
        Post post = Posts.with(
                new Media(MediaKind.AUDIO, "u", 1, "../a\\b:c", "audio/../x", "\u202e..", "/etc/passwd", 1, 0, 0),
                "../../\n#tag",
                7);
        List<String> pieces = List.of(
                "{id}",
                "{name}",
                "{channel}",
                "{date:yyyy}",
                "{date:",
                "{caption}",
                "{title}/",
                "{performer}",
                "{ext}",
                "{album}",
                "{kind}",
                "{",
                "}",
                "/",
                "..",
                "~",
                "C:");
        new Texts(15, 30, pieces).check(TRIES * 4, text -> {
            PathTemplate template;
            try {
                template = PathTemplate.parse(text);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching("(?s).{3,}");
                return;
            }
            RelativePath path = template.expand(post, "..");
            Path file = path.in(ROOT);
            assertThat(file.normalize()).isEqualTo(file).startsWithRaw(ROOT).isNotEqualTo(ROOT);
            assertThat(path.names()).allSatisfy(name -> SafeNameTest.requireSafe(name, SafeName.MAX_BYTES));
            assertThat(path.toString()).contains("42");
        });
    }

    @Test
    void a_relative_path_reads_what_it_wrote_and_nothing_that_leads_out() {
        new Texts(16, 30, List.of("..", "/", "a", ".", "\\", ":")).check(TRIES * 4, text -> {
            try {
                RelativePath path = RelativePath.parse(text);
                assertThat(path.toString()).isEqualTo(text);
                assertThat(path.in(ROOT).normalize()).startsWithRaw(ROOT).isNotEqualTo(ROOT);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching("(?s).+");
            }
        });
    }
}
