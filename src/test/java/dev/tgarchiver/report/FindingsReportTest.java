package dev.tgarchiver.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.app.check.Finding;
import dev.tgarchiver.app.check.Finding.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsReportTest {

    @Test
    void json_has_the_fields_that_are_documented() {
        assertThat(FindingsReport.json(
                                List.of(
                                        new Finding("clock", Status.OK, "agrees", ""),
                                        new Finding("login", Status.PROBLEM, "not logged in", "archiver login")),
                                4)
                        .toString())
                .isEqualTo("{\"ok\":false,\"exit_code\":4,\"checks\":["
                        + "{\"check\":\"clock\",\"status\":\"ok\",\"result\":\"agrees\",\"advice\":null},"
                        + "{\"check\":\"login\",\"status\":\"problem\",\"result\":\"not logged in\","
                        + "\"advice\":\"archiver login\"}]}");
        assertThat(FindingsReport.json(List.of(), 0).path("ok").asBoolean()).isTrue();
    }
}
