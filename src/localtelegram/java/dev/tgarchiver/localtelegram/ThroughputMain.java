package dev.tgarchiver.localtelegram;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.client.BareClient;
import dev.tgarchiver.localtelegram.client.PostedFile;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of file content the server gives out in a second to clients that do nothing but count them. Client and
 * server share the machine, so this is the least that the server alone can do.
 *
 * <p>Arguments: connections, size of a part in KiB, seconds.
 */
public final class ThroughputMain {

    private static final String PHONE = "+15550001";
    private static final String CHANNEL = "throughput";
    private static final long FILE_SIZE = 4_000_000_000L;
    private static final int PARTS_IN_FLIGHT = 16;

    private final TelegramServer telegram;
    private final TlObject location;
    private final int partSize;
    private final AtomicLong bytes = new AtomicLong();

    private ThroughputMain(TelegramServer telegram, TlObject location, int partSize) {
        this.telegram = telegram;
        this.location = location;
        this.partSize = partSize;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int connections = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        int partSize = (arguments.length > 1 ? Integer.parseInt(arguments[1]) : 128) << 10;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        try (TelegramServer telegram = TelegramServer.start()) {
            double rate = measure(telegram, connections, partSize, seconds);
            System.out.printf("%d connections, parts of %d KiB: %.0f MB/s%n", connections, partSize >> 10, rate / 1e6);
        }
    }

    /**
     * How many bytes a second a server gives out, over the network that it is set to. Blocks for 1.3 times as many
     * seconds as said.
     */
    public static double measure(TelegramServer telegram, int connections, int partSize, int seconds)
            throws IOException, InterruptedException {
        User user = telegram.world().user(PHONE);
        if (telegram.world().findChannelByUsername(CHANNEL) == null) {
            telegram.world()
                    .channel("Throughput")
                    .username(CHANNEL)
                    .joinedBy(user)
                    .posts(1, id -> PostDraft.media(Media.document("large.bin", RemoteFile.ofSize(FILE_SIZE))));
        }
        try (BareClient client = new BareClient(telegram.port())) {
            client.makeKey(ServerKey.load());
            client.logIn(user.phone(), user.code());
            TlObject location = PostedFile.all(client, CHANNEL).get(0).location();
            return new ThroughputMain(telegram, location, partSize).measure(client, connections, seconds);
        }
    }

    private double measure(BareClient main, int connections, int seconds) throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        // The first part of the run lets the compiler do its work and does not count.
        long measureFrom = start + seconds * 300_000_000L;
        long end = measureFrom + seconds * 1_000_000_000L;
        for (int i = 0; i < connections; i++) {
            BareClient client = new BareClient(telegram.port());
            client.useKeyOf(main);
            long firstOffset = (long) i << 28;
            Thread thread = new Thread(() -> fetch(client, firstOffset, measureFrom, end), "client-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return bytes.get() / (double) seconds;
    }

    private void fetch(BareClient client, long firstOffset, long measureFrom, long end) {
        try (client) {
            long offset = firstOffset;
            for (int i = 0; i < PARTS_IN_FLIGHT; i++, offset += partSize) {
                ask(client, offset);
            }
            while (System.nanoTime() < end) {
                int length = client.skipFrame();
                if (length < partSize) {
                    continue;
                }
                if (System.nanoTime() > measureFrom) {
                    bytes.addAndGet(partSize);
                }
                ask(client, offset % (FILE_SIZE / 2 / partSize * partSize));
                offset += partSize;
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ask(BareClient client, long offset) throws IOException {
        client.send(tl("upload.getFile")
                .flag("cdn_supported", true)
                .set("location", location)
                .set("offset", offset)
                .set("limit", partSize));
    }
}
