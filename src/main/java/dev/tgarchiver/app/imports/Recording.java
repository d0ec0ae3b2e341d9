package dev.tgarchiver.app.imports;

import dev.tgarchiver.desktop.ReadMessage;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where an import goes: into the archive or, for a dry run, nowhere. */
interface Recording {

    /** A message, as it was read and as the export has it. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Imported(ReadMessage message, byte[] json) {}

    /** A chat begins. Returns its row, as far as the archive has one. */
    Optional<ChannelRow> start(Channel channel) throws TrackerFailure;

    /** The chat has ended; its public name is known now, if there is one. */
    void end(Channel channel) throws TrackerFailure;

    /** Posts of another chat follow: the basic group that became this supergroup. */
    void continues(long earlier, long supergroup) throws TrackerFailure;

    /** Records posts of one chat. Returns those that the archive did not have. */
    Set<PostId> record(long chatId, List<Imported> messages) throws TrackerFailure;

    /** The files of a post that the archive does not have. */
    List<PendingFile> missing(ReadMessage message, boolean isNew) throws TrackerFailure;

    /** Puts a file into the archive. Returns its size. */
    long adopt(PendingFile file, Path source) throws StorageFailure, TrackerFailure;
}
