package dev.tgarchiver.app.export;

import dev.tgarchiver.app.CompletionStatus;
import java.nio.file.Path;
import java.util.List;

/** What an export came to. */
public record ExportResult(List<OfChannel> channels) {

    /** Copies the list. */
    public ExportResult {
        channels = List.copyOf(channels);
    }

    /**
     * What was written of a channel.
     *
     * @param channel named as a command takes it
     * @param file the file of the format
     * @param files how many of the archive's files are in it
     * @param bytes their sizes
     * @param missing files that the archive should have, and that are not on the disk
     */
    public record OfChannel(String channel, long chatId, Path file, long posts, long files, long bytes, long missing) {}

    /** What it means for a front end. */
    public CompletionStatus status() {
        return channels.stream().allMatch(channel -> channel.missing() == 0)
                ? CompletionStatus.DONE
                : CompletionStatus.SOME_FAILED;
    }
}
