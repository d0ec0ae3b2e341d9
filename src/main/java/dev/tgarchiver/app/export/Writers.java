package dev.tgarchiver.app.export;

import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.export.PostWriter;
import dev.tgarchiver.export.lines.CsvExport;
import dev.tgarchiver.export.lines.JsonLinesExport;
import dev.tgarchiver.export.telegram.TelegramExport;
import dev.tgarchiver.export.telegram.TelegramOptions;
import java.io.OutputStream;

/** Makes the writer of a format. */
final class Writers {

    private Writers() {}

    static PostWriter of(ExportOrder order, OutputStream out, ExportedChat chat, PeerNames peers, MediaFolder media) {
        return switch (order.format()) {
            case TELEGRAM ->
                new TelegramExport(out, chat, peers, media, new TelegramOptions(order.plain(), order.raw()));
            case JSONL -> new JsonLinesExport(out, chat, peers, media, order.raw());
            case CSV -> new CsvExport(out, chat, peers, media);
        };
    }
}
