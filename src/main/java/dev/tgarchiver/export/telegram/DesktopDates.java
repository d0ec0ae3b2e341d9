package dev.tgarchiver.export.telegram;

import dev.tgarchiver.export.JsonFields;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as wall-clock time without an offset. */
record DesktopDates(ZoneId zone) {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** @param seconds since 1970 */
    String local(long seconds) {
        return LOCAL.format(Instant.ofEpochSecond(seconds).atZone(zone));
    }

    /** A date, and the same as seconds in a text. */
    void put(String key, long seconds, JsonFields fields) {
        fields.put(key, local(seconds)).put(key + "_unixtime", Long.toString(seconds));
    }
}
