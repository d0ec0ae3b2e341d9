package dev.tgarchiver.tdlib.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TdAbortTest {

    private static final Path SESSION = Path.of("/archive/session");
    private static final Path LOG = Path.of("/archive/logs/tdlib.log");

    private static TdAbort of(String message) {
        return TdAbort.of(message, SESSION, LOG);
    }

    @Test
    void a_log_that_cannot_be_written_is_the_disks_fault() {
        TdAbort abort = of("[PosixError : No space left on device : 28 : Write to [fd:17] has failed] in "
                + "/src/tdutils/td/utils/FileLog.cpp at 87\n");
        assertThat(abort.ofStorage()).isTrue();
        assertThat(abort.words())
                .contains("(No space left on device)")
                .contains("/archive/session")
                .contains("archived is safe");
    }

    @Test
    void so_is_a_database_that_cannot() {
        TdAbort abort = of("[ 0][t 3][1764216213.1][Status.h:239][#1][!Db]\tUnexpected Status [Error : 0 : "
                + "[query:COMMIT] to database \"/archive/session/db.sqlite\" failed: database or disk is full] in file "
                + "/src/FileDb.cpp at line 128\n");
        assertThat(abort.ofStorage()).isTrue();
        assertThat(abort.words()).contains("(database or disk is full)").doesNotContain("FileDb.cpp");
    }

    @Test
    void a_fault_of_its_own_is_to_be_reported() {
        TdAbort abort = of("[ 0][t 3][1764216213.1][Td.cpp:12][#1][!Td]\tCheck `x` failed");
        assertThat(abort.ofStorage()).isFalse();
        assertThat(abort.words())
                .contains("(Check `x` failed)")
                .contains("/archive/logs/tdlib.log")
                .contains("archived is safe");
    }
}
