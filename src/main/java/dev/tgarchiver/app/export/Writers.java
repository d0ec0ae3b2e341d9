package dev.tgarchiver.app.export;

import dev.tgarchiver.export.ExportFormat;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.export.Pages;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.export.PostWriter;
import dev.tgarchiver.export.feed.RssExport;
import dev.tgarchiver.export.html.HtmlExport;
import dev.tgarchiver.export.lines.CsvExport;
import dev.tgarchiver.export.lines.JsonLinesExport;
import dev.tgarchiver.export.markdown.MarkdownExport;
import dev.tgarchiver.export.telegram.TelegramExport;
import dev.tgarchiver.export.telegram.TelegramOptions;
import java.io.IOException;

/** Makes the writer of a format. */
final class Writers {

    private Writers() {}

    static PostWriter of(ExportOrder order, Pages pages, ExportedChat chat, PeerNames peers, MediaFolder media)
            throws IOException {
        ExportFormat format = order.format();
        return switch (format) {
            case TELEGRAM ->
                new TelegramExport(
                        pages.open(format.file()), chat, peers, media, new TelegramOptions(order.plain(), order.raw()));
            case JSONL -> new JsonLinesExport(pages.open(format.file()), chat, peers, media, order.raw());
            case CSV -> new CsvExport(pages.open(format.file()), chat, peers, media);
            case MARKDOWN -> new MarkdownExport(pages, chat, peers, media);
            case RSS -> new RssExport(pages.open(format.file()), chat, peers, media, order.url());
            case HTML -> new HtmlExport(pages, chat, peers, media);
        };
    }
}
