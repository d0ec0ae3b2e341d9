package dev.tgarchiver.storage.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.RelativePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlternativeNameTest {

    private static final RelativePath OLD = RelativePath.parse("a/b/1_x.bin");
    private static final RelativePath NEW = RelativePath.parse("c/1_x.bin");

    @ParameterizedTest
    @CsvSource({
        "1_x.bin, true",
        "1_x (2).bin, true",
        "1_x (17).bin, true",
        "1_x (1).bin, false",
        "1_x (2).txt, false",
        "1_y.bin, false"
    })
    void an_alternative_name_will_do(String name, boolean satisfied) {
        assertThat(AlternativeName.isOne(NEW.withName(name), NEW)).isEqualTo(satisfied);
    }

    @Test
    void another_folder_will_not_do() {
        assertThat(AlternativeName.isOne(OLD, NEW)).isFalse();
    }
}
