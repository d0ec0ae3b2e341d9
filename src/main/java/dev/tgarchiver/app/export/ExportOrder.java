package dev.tgarchiver.app.export;

import dev.tgarchiver.app.posts.PostSelection;
import dev.tgarchiver.export.ExportFormat;
import java.nio.file.Path;

/**
 * An export.
 *
 * @param selection which posts; with the channels that it names, or all
 * @param output the folder, which need not exist
 * @param limit the most posts of each channel, the newest; 0 for all
 * @param plain without what another program that writes this format does not write
 * @param raw with each message as TDLib gave it
 * @param url where the folder will be on the web, with a slash at its end; empty for nowhere
 */
public record ExportOrder(
        PostSelection selection,
        ExportFormat format,
        Path output,
        int limit,
        MediaMode media,
        boolean plain,
        boolean raw,
        String url) {}
