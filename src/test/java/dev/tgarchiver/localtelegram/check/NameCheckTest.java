package dev.tgarchiver.localtelegram.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.localtelegram.tl.Schema;
import dev.tgarchiver.localtelegram.tl.TlException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameCheckTest {

    @Test
    void names_that_the_schema_does_not_have_are_told_with_their_places() {
        assertThatThrownBy(() -> NameCheck.check(Schema.SERVER, WrongMethods.class, WrongMethods.Registry.class))
                .isInstanceOfSatisfying(
                        TlException.class,
                        e -> assertThat(wrong(e))
                                .containsExactlyInAnyOrder(
                                        "WrongMethods.addTo: the method help.getConfiguration",
                                        "WrongMethods.answer: the constructor messages.channelMessage",
                                        "WrongMethods.answer: the field chat of messages.chats",
                                        "WrongMethods.answer: the field name of messageEmpty or messageService",
                                        "WrongMethods.answer: the field offset of messages.getHistory",
                                        "WrongMethods.answer: the field user of inputPeerChannel or "
                                                + "inputPeerChannelFromMessage and the like",
                                        "WrongMethods.helper: the field no_such_field",
                                        "WrongMethods.lambda$addTo$0: the field user_name of contacts.resolveUsername",
                                        "WrongMethods.answer: the constructor inputChannel of inputPeerChannel or "
                                                + "inputPeerChannelFromMessage and the like"));
    }

    /** Without the line numbers, which this test does not repeat. */
    private static List<String> wrong(TlException e) {
        List<String> lines = String.valueOf(e.getMessage()).lines().skip(1).toList();
        assertThat(lines).allMatch(line -> line.matches("  .*, line [1-9][0-9]*: .*"));
        return lines.stream()
                .map(line -> line.strip().replaceFirst(", line \\d+", ""))
                .toList();
    }
}
