package dev.tgarchiver.app.export;

import dev.tgarchiver.export.ExportFormat;
import java.nio.file.Path;
import java.util.List;

/**
 * An export.
 *
 * @param channels as {@link dev.tgarchiver.app.open.ArchivedChannels#named} takes them
 * @param output the folder, which need not exist
 * @param limit the most posts of each channel, the newest; 0 for all
 * @param plain without what another program that writes this format does not write
 * @param raw with each message as TDLib gave it
 * @param url where the folder will be on the web, with a slash at its end; empty for nowhere
 */
public record ExportOrder(
        List<String> channels,
        ExportFormat format,
        Path output,
        PostFilter filter,
        int limit,
        MediaMode media,
        boolean plain,
        boolean raw,
        String url) {

    /** Copies the list. */
    public ExportOrder {
        channels = List.copyOf(channels);
    }
}
