package dev.tgarchiver.model;

import java.util.List;
import java.util.Locale;

/** Tells faults of the machine, which every file would meet, from faults of one file. Only computes. */
public final class MachineFault {

    /** In English, because the launcher sets the locale. */
    private static final List<String> TEXTS = List.of(
            "too many open files", // EMFILE, ENFILE
            "input/output error", // EIO
            "cannot allocate memory", // ENOMEM
            "stale file handle", // ESTALE
            "transport endpoint is not connected", // ENOTCONN: a file system in user space has ended
            "no such device", // ENODEV, ENXIO
            "host is down", // EHOSTDOWN: a share of another machine
            "structure needs cleaning"); // EUCLEAN: a damaged file system

    private MachineFault() {}

    /** Whether a text contains the operating system's message of such a fault. */
    public static boolean isReportedBy(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return TEXTS.stream().anyMatch(lower::contains);
    }
}
