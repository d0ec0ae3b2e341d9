package dev.tgarchiver.storage.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {

    private static final String USUAL = "{channel}/{date:yyyy-MM}/{id}_{name}";

    private static String expand(String template, Post post) {
        return PathTemplate.parse(template).expand(post, "Some Channel").toString();
    }

    private static String expand(String template, Media media) {
        return expand(template, Posts.with(media));
    }

    @Test
    void the_usual_template_gives_channel_month_id_and_name() {
        assertThat(expand(USUAL, Posts.song("a song.mp3", "", ""))).isEqualTo("Some Channel/2024-12/42_a song.mp3");
    }

    @ParameterizedTest
    @CsvSource({
        "PHOTO, image/jpeg, photo.jpg",
        "PHOTO, '', photo.jpg",
        "VOICE, audio/ogg, voice.ogg",
        "VIDEO, video/mp4, video.mp4",
        "VIDEO, video/quicktime, video.mov",
        "VIDEO_NOTE, '', video_note.mp4",
        "ANIMATION, image/gif, animation.gif",
        "AUDIO, audio/mpeg, audio.mp3",
        "AUDIO, audio/x-flac, audio.flac",
        "STICKER, application/x-tgsticker, sticker.tgs",
        "STICKER, image/webp, sticker.webp",
        "DOCUMENT, application/pdf, document.pdf",
        "DOCUMENT, application/octet-stream, document.bin",
        "DOCUMENT, '../../x', document.bin",
        "DOCUMENT, 'TEXT/PLAIN; charset=utf-8', document.txt",
    })
    void a_file_without_a_name_gets_one_from_what_it_is(MediaKind kind, String mimeType, String expected) {
        assertThat(expand("{id}_{name}", Posts.media(kind, "", mimeType))).isEqualTo("42_" + expected);
    }

    @Test
    void a_song_without_a_file_name_is_called_by_performer_and_title() {
        assertThat(expand("{id}_{name}", Posts.song("", "AC/DC", "Back\u202E in Black")))
                .isEqualTo("42_AC_DC - Back in Black.mp3");
    }

    @Test
    void a_song_that_lost_its_extension_gets_it_back_and_a_document_does_not() {
        assertThat(expand("{id}_{name}", Posts.song("Track 1.5", "", ""))).isEqualTo("42_Track 1.5.mp3");
        assertThat(expand("{id}_{name}", Posts.media(MediaKind.DOCUMENT, "README", "text/plain")))
                .isEqualTo("42_README");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id}                                     | 42.mp3",
                "{name}_{id}                              | a song_42.mp3",
                "{id}_{name}.{ext}                        | 42_a song.mp3",
                "{id}.{ext}                               | 42.mp3",
                "{id:06}_{name}                           | 000042_a song.mp3",
                "{id:1}                                   | 42.mp3",
                "{id:10}                                  | 0000000042.mp3",
                "{ext}/{id}_{name}                        | mp3/42_a song.mp3",
                "{kind}/{date}/{id}                       | audio/2024-12-31/42.mp3",
                "{date:yyyy}/{date:MM}/{date:dd HH.mm}_{id} | 2024/12/31 23.59_42.mp3",
                "{date:MMM}/{id}                          | Dec/42.mp3",
                "{performer}/{album}/{id} {title}         | The Band/77/42 The Song.mp3",
                "{id}_{caption}                           | 42_Hello_world_this_is_a_new_one.mp3",
                "music/{id}                               | music/42.mp3",
            })
    void fields_take_their_places(String template, String expected) {
        Post post = Posts.with(
                Posts.song("a song.mp3", "The Band", "The Song"), "Hello, *world*!\nthis is — a new one 🎵", 77);

        assertThat(expand(template, post)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{performer}/{album}/{id}     | no_performer/no_album/42.mp3",
                "{id}_{caption}               | 42.mp3",
                "{caption} - {id}             | 42.mp3",
                "{performer} - {title}/{id}   | no_performer/42.mp3",
            })
    void empty_fields_leave_no_loose_ends(String template, String expected) {
        assertThat(expand(template, Posts.song("x.mp3", "", ""))).isEqualTo(expected);
    }

    @Test
    void the_id_survives_however_long_the_rest_is() {
        String large = "\uD83C\uDFB5\u00FCx".repeat(1000);
        Post post = Posts.with(Posts.song(large + ".mp3", large, large), large, 5);

        for (String template : List.of(
                "{name}_{id}", "{channel} {performer} {title} {name} {caption}_{id}", "{id}_{title}", "{title}/{id}")) {
            RelativePath path = PathTemplate.parse(template).expand(post, large);
            assertThat(path.name()).contains("42").endsWith(".mp3");
            assertThat(path.names())
                    .allSatisfy(name -> assertThat(FileName.bytes(name)).isLessThanOrEqualTo(SafeName.MAX_BYTES));
        }
        RelativePath shared = PathTemplate.parse("{performer} - {title}_{id}").expand(post, "c");
        assertThat(FileName.bytes(shared.name())).isBetween(180, 200);
        assertThat(shared.name().indexOf(" - ")).as("both fields keep room").isBetween(30, 70);
    }

    @Test
    void whatever_a_post_says_the_path_stays_below_the_folder() {
        List<PathTemplate> templates = List.of(
                PathTemplate.parse(USUAL),
                PathTemplate.parse("{performer}/{title}/{caption}/{name}/{id}"),
                PathTemplate.parse("{name}{id}"));
        for (String hostile : HostileNames.all()) {
            Post post = Posts.with(
                    new Media(MediaKind.DOCUMENT, "u", 1, hostile, hostile, hostile, hostile, 0, 0, 0), hostile, 0);
            for (PathTemplate template : templates) {
                RelativePath path = template.expand(post, hostile);
                assertThat(path.names()).allSatisfy(name -> SafeNameTest.requireSafe(name, 200));
                assertThat(path.name()).contains("42");
                assertThat(RelativePath.parse(path.toString())).isEqualTo(path);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | is empty",
                "{name}                   | lacks {id}",
                "{id:0}                   | only id and album take a number of digits",
                "{id:x}                   | only id and album take a number of digits",
                "{name:06}_{id}           | only id and album take a number of digits",
                "{id}_{nmae}              | unknown field {nmae}; there are channel, id,",
                "{id}_{name               | has a { without }",
                "{id}_name}               | has a } without {",
                "/srv/{id}                | is not a relative path",
                "C:/{id}                  | is not a relative path",
                "~/{id}                   | is not a relative path",
                "../{id}                  | stay below output_dir",
                "a/../{id}                | stay below output_dir",
                "./{id}                   | stay below output_dir",
                "a//{id}                  | two / in a row",
                "{id}/                    | ends in /",
                "a\\{id}                  | write / between folders",
                "{id}?                    | not allowed in file names everywhere: ?",
                ".{id}                    | hidden or taken for an option",
                ".../{id}                 | hidden or taken for an option",
                "' /{id}'                 | not a usable name",
                "{date:yyyy/MM}/{id}      | write {date:yyyy}/{date:MM}",
                "{date:}/{id}             | date pattern",
                "{date:foo}/{id}          | date pattern",
                "{date:yyyy-mm}/{id}      | a month is MM",
                "{date:YYYY-MM}/{id}      | write yyyy",
                "{date:yyyy-MM-DD}/{id}   | write dd",
                "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/{id} | more than 15 folders",
            })
    void explains_what_cannot_be_used(String template, String expected) {
        assertThatThrownBy(() -> PathTemplate.parse(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void a_post_without_media_has_no_path() {
        Post media = Posts.with(Posts.song("x", "", ""));
        Post text =
                new Post(media.id(), media.date(), Optional.empty(), "text", "", "", 0, 0, 0, 0, "", Optional.empty());

        assertThatThrownBy(() -> PathTemplate.parse(USUAL).expand(text, "c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1001/42");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{channel}/{topic}/{id}     | News       | Some Channel/News/42.mp3",
                "{channel}/{topic}/{id}     | ''         | Some Channel/42.mp3",
                "{topic}/{id}               | ''         | 42.mp3",
                "{channel} {topic}/{id}     | ''         | Some Channel/42.mp3",
                "{topic}_{id}               | News (17)  | News (17)_42.mp3",
                "{topic}_{id}               | ''         | 42.mp3",
                "t {topic}/{id}             | ..         | t/42.mp3",
            })
    void a_folder_that_is_only_a_topic_is_left_out_where_there_is_none(String template, String topic, String expected) {
        Post post = Posts.with(Posts.song("a song.mp3", "", ""));
        assertThat(PathTemplate.parse(template).expand(post, "Some Channel", topic, FileRole.main(MediaKind.AUDIO)))
                .hasToString(expected);
    }
}
