package dev.tgarchiver.tracker;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of the archiver.
 *
 * @param pid the process that ran it
 * @param processStart when that process started; with the pid and the boot id it identifies the process permanently
 * @param bootId names the boot of the machine, empty if the system has no such name
 * @param command the command in short
 * @param resume the command that continues it, as typed into a shell; empty if none does
 * @param endedAt empty while it runs; if its process is gone, it was killed
 * @param outcome as given at its end
 * @param posts recorded for the first time in it so far
 * @param files done in it so far
 * @param bytes the sum of their sizes
 * @param failed files that failed in it so far
 * @param edited posts of which it recorded another version so far
 * @param deleted posts that it found deleted at Telegram so far
 */
public record Run(
        long id,
        long pid,
        Instant processStart,
        String bootId,
        String command,
        String resume,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<String> outcome,
        long posts,
        long files,
        long bytes,
        long failed,
        long edited,
        long deleted) {}
