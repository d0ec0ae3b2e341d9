package dev.tgarchiver.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Reads and hashes every file of a folder, with as many threads as there are cores, and does nothing else. */
public final class BareHashMain {

    private static final int BUFFER = 1 << 20;

    private BareHashMain() {}

    /** Argument: the folder. Prints how many bytes that were. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        List<Path> files;
        try (Stream<Path> paths = Files.walk(Path.of(arguments[0]))) {
            files = paths.filter(Files::isRegularFile).toList();
        }
        int threads = Runtime.getRuntime().availableProcessors();
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Long>> sums = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            sums.add(pool.submit(() -> hash(files, next)));
        }
        long bytes = 0;
        for (Future<Long> sum : sums) {
            bytes += sum.get();
        }
        pool.shutdown();
        System.out.println(bytes);
    }

    private static long hash(List<Path> files, AtomicInteger next) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
            try (InputStream in = Files.newInputStream(files.get(i))) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                    bytes += read;
                }
            }
            // Used, or it would not have to be made.
            bytes += digest.digest().length - digest.getDigestLength();
        }
        return bytes;
    }
}
