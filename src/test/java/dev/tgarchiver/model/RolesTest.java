package dev.tgarchiver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.model.post.FileRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RolesTest {

    @ParameterizedTest
    @CsvSource({
        "'', photo, true",
        "'', preview, true",
        "'', thumbnail, false",
        "'', alternative/2, false",
        "-preview, preview, false",
        "-preview, preview_cover, false",
        "-preview, photo, true",
        "-preview, thumbnail, false",
        "main, video, true",
        "main, cover, false",
        "main, paid_media/1, false",
        "main paid_media, paid_media/1, true",
        "main paid_media, paid_media_video/1, true",
        "all, storyboard_map, true",
        "all -thumbnail, thumbnail, false",
        "all -thumbnail, hls, true",
        "thumbnail, thumbnail/3, true",
        "thumbnail, photo, false",
    })
    void words_say_what_is_wanted(String words, String role, boolean wanted) {
        Roles roles = new Roles(words.isEmpty() ? List.of() : List.of(words.split(" ")));
        assertThat(roles.want(FileRole.parse(role))).isEqualTo(wanted);
    }

    @Test
    void only_some_words_ask_for_what_telegram_derives() {
        assertThat(Roles.DEFAULT.wantDerived()).isFalse();
        assertThat(new Roles(List.of("main", "preview")).wantDerived()).isFalse();
        assertThat(new Roles(List.of("main", "thumbnail")).wantDerived()).isTrue();
        assertThat(new Roles(List.of("all")).wantDerived()).isTrue();
    }

    @Test
    void what_is_not_a_word_is_refused() {
        assertThatThrownBy(() -> new Roles(List.of("a b"))).hasMessageContaining("a b");
        assertThatThrownBy(() -> new Roles(List.of("--preview"))).hasMessageContaining("--preview");
    }

    @Test
    void a_selection_with_roles_reads_what_it_writes() {
        Selection selection = Selection.parse("roles: main, -preview").orElseThrow();
        assertThat(selection.roles()).isEqualTo(new Roles(List.of("main", "-preview")));
        assertThat(selection).hasToString("roles: main, -preview");
    }
}
