package dev.tgarchiver.storage.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelDirectoryTest {

    private static Channel channel(String title, String username) {
        return new Channel(-100123, title, Optional.of(username).filter(name -> !name.isEmpty()), Channel.Type.CHANNEL);
    }

    @Test
    void takes_the_title_then_the_public_name_then_a_word() {
        assertThat(ChannelDirectory.choose(channel("The News", "news"), List.of()))
                .isEqualTo("The News");
        assertThat(ChannelDirectory.choose(channel("...", "news"), List.of())).isEqualTo("news");
        assertThat(ChannelDirectory.choose(channel("\u200B", ""), List.of())).isEqualTo("channel");
    }

    @Test
    void appends_the_chat_id_when_the_name_is_taken() {
        Channel news = channel("News", "");
        assertThat(ChannelDirectory.choose(news, List.of("News"))).isEqualTo("News (-100123)");
        assertThat(ChannelDirectory.choose(news, List.of("NEWS", "news (-100123)")))
                .isEqualTo("News (-100123 2)");
    }

    @Test
    void names_that_some_file_system_takes_for_one_count_as_equal() {
        assertThat(ChannelDirectory.choose(channel("Caf\u00E9", ""), List.of("CAFE\u0301")))
                .endsWith("(-100123)");
        assertThat(ChannelDirectory.choose(channel("\u03C3", ""), List.of("\u03C2")))
                .endsWith("(-100123)");
        assertThat(ChannelDirectory.choose(channel("Cafe", ""), List.of("Caf\u00E9")))
                .isEqualTo("Cafe");
    }

    @Test
    void every_hostile_title_gets_a_safe_folder_of_its_own() {
        List<String> taken = new ArrayList<>();
        for (String title : HostileNames.all()) {
            String name = ChannelDirectory.choose(channel(title, "name"), taken);
            SafeNameTest.requireSafe(name, SafeName.MAX_BYTES);
            taken.add(name);
        }
        assertThat(taken.stream().map(FoldedName::of)).doesNotHaveDuplicates();
    }
}
