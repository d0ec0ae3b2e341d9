package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.terminal.Message;
import dev.tgarchiver.console.terminal.SafeText;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.Notice;
import java.util.Optional;

/** The texts of the events that a user should read. */
final class EventMessages {

    private EventMessages() {}

    /** The text of a notice or a failure; empty for other events. */
    static Optional<Message> of(Event event) {
        if (event instanceof Notice notice) {
            return Optional.of(new Message(
                    notice.level() == Notice.Level.WARNING ? Message.Level.WARNING : Message.Level.INFO,
                    notice.text()));
        }
        if (event instanceof Event.FileFailed failure) {
            return Optional.of(new Message(
                    Message.Level.FAILURE,
                    oneLine(failure.file().name()) + " (post "
                            + failure.file().post().messageId() + "): " + oneLine(failure.reason())));
        }
        if (event instanceof Event.ChannelFailed failure) {
            return Optional.of(new Message(Message.Level.FAILURE, failure.reason()));
        }
        if (event instanceof Event.PostFailed failure) {
            return Optional.of(new Message(Message.Level.FAILURE, failure.reason()));
        }
        return Optional.empty();
    }

    /** A name with a line break must not start a new line. */
    private static String oneLine(String text) {
        return SafeText.text(text);
    }
}
