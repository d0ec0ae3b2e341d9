package dev.tgarchiver.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.app.FileNameEncoding;
import dev.tgarchiver.app.check.Finding.Status;
import dev.tgarchiver.app.open.OpenFileLimit;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineChecksTest {

    private final Findings findings = new Findings(finding -> {});

    private static MachineChecks machine(String names, String terminal, OptionalLong openFiles) {
        return new MachineChecks(
                new FileNameEncoding(names, "Linux", "/home/alice"), terminal, new OpenFileLimit(openFiles));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,'',OK",
        "UTF-8,UTF-8,OK",
        "UTF-8,utf-8,OK",
        "UTF-8,US-ASCII,WARNING",
        "ANSI_X3.4-1968,US-ASCII,PROBLEM",
        "ISO-8859-1,'',PROBLEM"
    })
    void names_must_be_in_utf_8_and_the_terminal_should(String names, String terminal, Status expected) {
        machine(names, terminal, OptionalLong.empty()).locale(findings);
        assertThat(findings.all()).hasSize(1).allSatisfy(finding -> {
            assertThat(finding.status()).isEqualTo(expected);
            assertThat(finding.advice().isEmpty()).isEqualTo(expected == Status.OK);
        });
        assertThat(findings.status())
                .isEqualTo(expected == Status.PROBLEM ? CompletionStatus.USAGE : CompletionStatus.DONE);
    }

    @Test
    void so_many_files_must_be_open_as_the_lanes_need() {
        machine("UTF-8", "", OptionalLong.of(300)).java(findings, 3);
        assertThat(findings.status()).isEqualTo(CompletionStatus.DONE);
        machine("UTF-8", "", OptionalLong.of(300)).java(findings, 8);
        assertThat(findings.status()).isEqualTo(CompletionStatus.STORAGE);
        assertThat(findings.all().get(3).advice()).contains("ulimit -n 500");
    }
}
