package dev.tgarchiver.app.stats;

import dev.tgarchiver.model.Channel;
import java.time.Instant;
import java.util.Optional;

/**
 * A channel of the archive, in a line.
 *
 * @param name how a command names it
 * @param title unchecked
 * @param files in the archive
 * @param bytes of these files
 * @param newest the date of its newest recorded post
 * @param walked whether its history was walked to the end
 * @param pending files still to be fetched
 * @param failed failed files
 */
public record ListedChannel(
        String name,
        long chatId,
        String title,
        Channel.Type type,
        long posts,
        long files,
        long bytes,
        Optional<Instant> newest,
        boolean walked,
        long pending,
        long failed) {}
