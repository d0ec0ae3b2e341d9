package dev.tgarchiver.desktop;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalLong;

/** Dates of exports: seconds in those since 2021, before that only the local time of the computer that wrote them. */
final class DesktopDate {

    /** Early versions write this day for messages that were never edited. */
    private static final long TWO_DAYS = 2L * 24 * 60 * 60;

    private DesktopDate() {}

    /** Seconds since 1970; empty when there is none. */
    static OptionalLong seconds(JsonNode message, String field, ZoneId zone) {
        long seconds = message.path(field + "_unixtime").asLong();
        if (seconds == 0) {
            try {
                String local = message.path(field).asText("");
                seconds = local.isEmpty()
                        ? 0
                        : LocalDateTime.parse(local).atZone(zone).toEpochSecond();
            } catch (DateTimeException e) {
                return OptionalLong.empty();
            }
        }
        return seconds > TWO_DAYS ? OptionalLong.of(seconds) : OptionalLong.empty();
    }
}
