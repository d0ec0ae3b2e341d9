package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.program.Distribution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The built program. The first archive of each channel is compared byte for byte, the others by their size. */
final class Archiver implements Contender {

    private final Path folder;
    private final Distribution distribution;
    private final TelegramServer telegram;
    private final Trial login;
    private final int workers;
    private final Set<Long> compared = new HashSet<>();
    private long peakMemory;

    Archiver(Path folder, Distribution distribution, TelegramServer telegram, Trial login, int workers) {
        this.folder = folder;
        this.distribution = distribution;
        this.telegram = telegram;
        this.login = login;
        this.workers = workers;
    }

    @Override
    public String name() {
        return "archiver " + workers;
    }

    @Override
    public String settings() {
        return "--workers " + workers + ", requests_per_second 1000, everything else as it comes";
    }

    @Override
    public Duration download(Channel channel, long bytes) throws IOException, InterruptedException {
        try (Trial run = Trial.in(folder, distribution, telegram)) {
            run.archiver().loggedInAs(login.archiver());
            Memory memory = new Memory();
            Duration took = run.download(channel, workers, memory);
            peakMemory = memory.peak();
            if (run.size("data/downloads") != bytes) {
                throw new IllegalStateException("The archive has " + run.size("data/downloads") + " bytes of " + bytes);
            }
            if (compared.add(channel.id())) {
                run.verify(channel);
            }
            return took;
        }
    }

    @Override
    public long peakMemory() {
        return peakMemory;
    }
}
