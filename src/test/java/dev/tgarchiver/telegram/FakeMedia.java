package dev.tgarchiver.telegram;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.FakeTelegram.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One worker's files of {@link FakeTelegram}. What an attempt has received is kept for the next one. */
final class FakeMedia implements MediaSource, RangeSource {

    private static final long BLOCK = 1 << 20;

    private final FakeTelegram telegram;
    private final Path folder;

    /** How many bytes the copy of each file has, by its unique id. */
    @GuardedBy("this")
    private final Map<String, Long> received = new HashMap<>();

    @GuardedBy("this")
    private final Set<String> inUse = new HashSet<>();

    FakeMedia(FakeTelegram telegram, Path folder) {
        this.telegram = telegram;
        this.folder = folder;
    }

    @Override
    public Optional<RangeSource> ranges() {
        return Optional.of(this);
    }

    @Override
    public FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer)
            throws TelegramFailure, InterruptedException {
        FakeFile file = find(post, expected);
        use(expected);
        boolean complete = false;
        try {
            Path copy = copy(expected);
            long before = received(expected);
            transfer.resumedAt(before);
            byte[] bytes = file.bytes();
            Optional<FakeGate> gate = telegram.gate(post);
            if (gate.isPresent() && gate.get().bytes() > before) {
                receive(expected, copy, bytes, gate.get().bytes(), transfer);
            }
            if (gate.isPresent()) {
                gate.get().pass();
            }
            for (FakeFault fault : telegram.faults(Call.FILE)) {
                if (fault.isDue(post, bytes.length)) {
                    receive(expected, copy, bytes, Math.max(received(expected), fault.received()), transfer);
                    fault.meet(post, received(expected));
                }
            }
            receive(expected, copy, bytes, bytes.length, transfer);
            complete = true;
            return new Fetched(expected, copy);
        } finally {
            if (!complete) {
                release(expected);
            }
        }
    }

    /** The file that the post has, or had as long as there are references to it. */
    private FakeFile find(PostId post, Media expected) throws TelegramFailure {
        FakeChannel channel = telegram.readable(Call.FILE, post);
        Optional<FakeFile> file = channel.file(expected.uniqueId());
        if (file.isPresent()) {
            return file.get();
        }
        Post now =
                channel.find(post.messageId()).orElseThrow(() -> TelegramFailure.Gone.ofPost("The post was deleted."));
        throw new TelegramFailure.Replaced("The post was edited.", now);
    }

    private void receive(Media expected, Path copy, byte[] bytes, long until, Transfer transfer) {
        int before = Math.toIntExact(received(expected));
        write(copy, ByteBuffer.wrap(bytes, before, Math.toIntExact(until) - before), before);
        telegram.sent(until - before);
        synchronized (this) {
            received.put(expected.uniqueId(), until);
        }
        if (until > before) {
            transfer.received(until - before);
        }
    }

    private static void write(Path file, ByteBuffer bytes, long offset) {
        try {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    int written = channel.write(bytes, offset);
                    offset += written;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path copy(Media media) {
        return folder.resolve(media.uniqueId().replaceAll("[^A-Za-z0-9]", "_"));
    }

    private synchronized long received(Media media) {
        return received.getOrDefault(media.uniqueId(), 0L);
    }

    private synchronized void use(Media media) {
        if (!inUse.add(media.uniqueId())) {
            telegram.problem(media.uniqueId() + " is fetched twice at the same time by one source");
        }
    }

    private synchronized void release(Media media) {
        inUse.remove(media.uniqueId());
    }

    private void drop(Media media) {
        synchronized (this) {
            received.remove(media.uniqueId());
        }
        try {
            Files.deleteIfExists(copy(media));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole copy, until it is let go. */
    private final class Fetched implements FetchedFile {

        private final Media media;
        private final Path copy;
        private boolean kept;
        private boolean closed;

        Fetched(Media media, Path copy) {
            this.media = media;
            this.copy = copy;
        }

        @Override
        public Path path() {
            return copy;
        }

        @Override
        public void keep() {
            kept = true;
        }

        @Override
        public void close() {
            if (closed) {
                telegram.problem(media.uniqueId() + " is let go twice");
            }
            closed = true;
            if (!kept) {
                drop(media);
            }
            release(media);
        }
    }

    @Override
    public synchronized boolean hasPartial(Media expected) {
        return received.getOrDefault(expected.uniqueId(), 0L) > 0;
    }

    @Override
    public OpenFile open(PostId post, Media expected) throws TelegramFailure {
        FakeFile file = find(post, expected);
        synchronized (this) {
            if (!inUse.add(expected.uniqueId())) {
                throw new TelegramFailure.Transient("The file is downloaded already.");
            }
        }
        return new Opened(post, expected, file.bytes());
    }

    /** A file whose ranges are received as soon as they are waited for. */
    private final class Opened implements OpenFile {

        private final PostId post;
        private final Media media;
        private final byte[] file;
        private @Nullable Path into;

        Opened(PostId post, Media media, byte[] file) {
            this.post = post;
            this.media = media;
            this.file = file;
        }

        @Override
        public void into(Path target) {
            into = target;
        }

        @Override
        public RangeDownload start(long offset, long length, Duration stall, LongConsumer growth) {
            if (offset % BLOCK != 0 || length < 1 || offset + length > file.length) {
                throw new IllegalArgumentException("range at " + offset + " of " + length + " bytes");
            }
            return new Range(post, file, into == null ? copy(media) : into, offset, length, growth);
        }

        @Override
        public void close() {
            release(media);
        }
    }

    /** A range of a file. */
    private final class Range implements RangeDownload {

        private final PostId post;
        private final byte[] file;
        private final Path path;
        private final long offset;
        private final long length;
        private final LongConsumer growth;
        private long here;

        Range(PostId post, byte[] file, Path path, long offset, long length, LongConsumer growth) {
            this.post = post;
            this.file = file;
            this.path = path;
            this.offset = offset;
            this.length = length;
            this.growth = growth;
        }

        @Override
        public void await(long bytes) throws TelegramFailure {
            for (FakeFault fault : telegram.faults(Call.FILE)) {
                fault.meet(post, offset + here);
            }
            long until = Math.min(bytes, length);
            if (until > here) {
                write(
                        path,
                        ByteBuffer.wrap(file, Math.toIntExact(offset + here), Math.toIntExact(until - here)),
                        offset + here);
                telegram.sent(until - here);
                growth.accept(until - here);
                here = until;
            }
        }

        @Override
        public long received() {
            return here;
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public void close() {
            // The bytes are where they were asked for.
        }
    }
}
