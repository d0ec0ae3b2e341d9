package dev.tgarchiver.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.LogFile;
import dev.tgarchiver.app.open.Preparation;
import dev.tgarchiver.app.open.Stores;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.app.run.RunRecord;
import dev.tgarchiver.archive.ArchivePublisher;
import dev.tgarchiver.archive.ArchiveRun;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.desktop.DesktopChat;
import dev.tgarchiver.desktop.DesktopExport;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.progress.RunTotals;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Makes an export of Telegram Desktop part of the archive, without login and network. */
public final class ImportUseCase {

    private static final String COMMAND = "import";

    private static final String FILE = "result.json";

    private final Environment environment;
    private final Configuration configuration;

    /** Imports into this environment's archive. */
    public ImportUseCase(Environment environment) {
        this.environment = environment;
        configuration = environment.configuration();
    }

    /**
     * Imports. Blocks; after an interrupt or a kill, the next call resumes.
     *
     * @param meters opens the display for a number of bytes
     */
    public ImportResult run(ImportOrder order, LongFunction<Meter> meters)
            throws InvalidRequest, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        Path file = file(order.export());
        return order.dryRun() ? look(order, file, meters) : record(order, file, meters);
    }

    private static Path file(Path export) throws InvalidRequest {
        Path file = Files.isDirectory(export) ? export.resolve(FILE) : export;
        if (Files.isRegularFile(file)) {
            return file;
        }
        if (Files.exists(export.resolve("messages.html"))) {
            throw new InvalidRequest(export + " is an export for people to read, without " + FILE
                    + ". Export again in Telegram Desktop, with the format \"Machine-readable JSON\".");
        }
        throw new InvalidRequest(
                file + " is not there. Name the folder of an export of Telegram Desktop, or its " + FILE + ".");
    }

    private ImportResult look(ImportOrder order, Path file, LongFunction<Meter> meters)
            throws InvalidRequest, StorageFailure, TrackerFailure, InterruptedException {
        if (!Files.exists(configuration.home().tracker())) {
            return read(order, file, new DryRecording(Optional.empty()), meters, new ArrayList<>());
        }
        try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
            return read(order, file, new DryRecording(Optional.of(tracker)), meters, new ArrayList<>());
        }
    }

    private ImportResult record(ImportOrder order, Path file, LongFunction<Meter> meters)
            throws InvalidRequest, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        ArchiveLock lock = ArchiveLock.take(configuration.dataDir(), COMMAND, Time.SYSTEM.now());
        try {
            LogFile.open(configuration.home(), environment.detail());
            Preparation.run(environment);
            try (Tracker tracker = Trackers.openOrCreate(configuration.home())) {
                RunRecord run = RunRecord.start(tracker, COMMAND, Time.SYSTEM);
                int unused = tracker.releaseOthers();
                List<ChatImport> chats = new ArrayList<>();
                Outcome outcome = Outcome.ABORTED;
                try {
                    ImportResult result = read(order, file, recording(tracker), meters, chats);
                    outcome = result.broken().isEmpty() ? Outcome.COMPLETE : Outcome.SOME_FAILED;
                    return result;
                } catch (InterruptedException e) {
                    outcome = Outcome.INTERRUPTED;
                    environment.frontEnd().info("Stopped. The same command resumes.");
                    throw e;
                } finally {
                    run.end(totals(chats), outcome);
                }
            }
        } finally {
            lock.close();
        }
    }

    private Recording recording(Tracker tracker) {
        return new ArchiveRecording(
                tracker,
                new ArchivePublisher(new ArchiveRun.Archive(
                        tracker,
                        Stores.of(configuration),
                        PathTemplate.parse(configuration.download().pathTemplate()),
                        configuration.keeping().deduplication())));
    }

    private static RunTotals totals(List<ChatImport> chats) {
        return new RunTotals(
                chats.stream().mapToLong(chat -> chat.count().files()).sum(),
                chats.stream().mapToLong(chat -> chat.count().bytes()).sum(),
                0,
                0,
                0);
    }

    private ImportResult read(
            ImportOrder order, Path file, Recording recording, LongFunction<Meter> meters, List<ChatImport> chats)
            throws InvalidRequest, StorageFailure, TrackerFailure, InterruptedException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Receiver receiver = new Receiver(order, recording, new ImportFiles(folder == null ? file : folder), chats);
        Optional<String> broken = Optional.empty();
        environment.shutdown().start();
        try (Meter meter = meters.apply(Files.size(file));
                InputStream in = new MeteredInput(new BufferedInputStream(Files.newInputStream(file)), meter)) {
            DesktopExport.read(in, receiver);
        } catch (DesktopExport.Broken e) {
            broken = Optional.of(e.getMessage());
            receiver.flush();
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        } catch (Receiver.Failed e) {
            throw e.rethrow();
        } finally {
            environment.shutdown().end();
        }
        if (chats.isEmpty() && broken.isEmpty() && order.channel().isPresent()) {
            throw new InvalidRequest("--channel: \"" + order.channel().get() + "\" is not in " + file + ". It has "
                    + String.join(", ", receiver.others) + ".");
        }
        return new ImportResult(file, chats.stream().map(ChatImport::result).toList(), broken, order.dryRun());
    }

    /** Gives each message to its chat. */
    private final class Receiver implements DesktopExport.Sink<Receiver.Failed> {
        private static final int LISTED = 20;

        private final ImportOrder order;
        private final Recording recording;
        private final ImportFiles files;
        private final List<ChatImport> chats;
        private final List<String> others = new ArrayList<>();
        private @Nullable ChatImport current;

        Receiver(ImportOrder order, Recording recording, ImportFiles files, List<ChatImport> chats) {
            this.order = order;
            this.recording = recording;
            this.files = files;
            this.chats = chats;
        }

        /** A failure of the archive while the export is read. */
        static final class Failed extends Exception {
            private static final long serialVersionUID = 1;

            Failed(Exception cause) {
                super(cause);
            }

            StorageFailure rethrow() throws TrackerFailure {
                if (getCause() instanceof TrackerFailure tracker) {
                    throw tracker;
                }
                if (getCause() instanceof StorageFailure storage) {
                    return storage;
                }
                throw new IllegalStateException(getCause());
            }
        }

        @Override
        public boolean chat(DesktopChat chat) throws Failed {
            if (!isWanted(chat)) {
                if (others.size() < LISTED) {
                    others.add("\"" + chat.channel().label() + "\" ("
                            + chat.channel().chatId() + ")");
                }
                return false;
            }
            try {
                current = new ChatImport(recording, files, chat);
                chats.add(current);
                return true;
            } catch (TrackerFailure e) {
                throw new Failed(e);
            }
        }

        private boolean isWanted(DesktopChat chat) {
            return order.channel().isEmpty()
                    || order.channel().get().equalsIgnoreCase(chat.channel().title())
                    || ChannelRef.parse(order.channel().get()).names(chat.channel());
        }

        @Override
        public void message(ObjectNode message) throws Failed, InterruptedException {
            environment.shutdown().check();
            try {
                if (current != null) {
                    current.add(message);
                }
            } catch (StorageFailure | TrackerFailure e) {
                throw new Failed(e);
            }
        }

        @Override
        public void chatEnd(JsonNode extras) throws Failed {
            try {
                end(extras);
            } catch (StorageFailure | TrackerFailure e) {
                throw new Failed(e);
            }
        }

        /** Records what was read before the export proved broken. */
        void flush() throws StorageFailure, TrackerFailure {
            end(JsonNodeFactory.instance.objectNode());
        }

        private void end(JsonNode extras) throws StorageFailure, TrackerFailure {
            if (current != null) {
                current.end(extras);
                current = null;
            }
        }
    }
}
