package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Installation;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** What a channel holds: one file a post, sizes as they are always the same for the same count. */
enum FileSet {
    /** A library of songs. */
    SONGS(300) {
        @Override
        long size(int id, int count) {
            return 3_000_000 + spread(id, count, 7_000_000);
        }

        @Override
        Media media(int id, RemoteFile file) {
            return Media.audio("Artist", "Song " + id, file);
        }
    },
    /** Many small photos and documents in turn. */
    SMALL(5_000) {
        @Override
        long size(int id, int count) {
            return 20_000 + spread(id, count, 180_000);
        }

        @Override
        Media media(int id, RemoteFile file) {
            return id % 2 == 0 ? Media.photo(file) : Media.document("paper" + id + ".pdf", file);
        }
    },
    /** A few large documents. With a smaller scale they get smaller, not fewer. */
    LARGE(4) {
        @Override
        long size(int id, int count) {
            return 1_000_000_000;
        }

        @Override
        int count(double scale) {
            return 4;
        }

        @Override
        double sizeScale(double scale) {
            return Math.min(1, scale);
        }
    },
    /** One large document, for what several lanes make of it. */
    ONE(1) {
        @Override
        long size(int id, int count) {
            return 1_000_000_000;
        }

        @Override
        int count(double scale) {
            return 1;
        }

        @Override
        double sizeScale(double scale) {
            return Math.min(1, scale);
        }
    },
    /** Sizes of a log-normal distribution around 1 MB, 1 KB to 200 MB. */
    MIXED(300) {
        @Override
        long size(int id, int count) {
            double size = 1e6 * Math.exp(1.8 * new Random(id * 7919L).nextGaussian());
            return (long) Math.max(1_000, Math.min(200_000_000, size));
        }
    };

    private final int files;

    FileSet(int files) {
        this.files = files;
    }

    abstract long size(int id, int count);

    Media media(int id, RemoteFile file) {
        return Media.document("file" + id + ".bin", file);
    }

    int count(double scale) {
        return (int) Math.max(5, Math.round(files * scale));
    }

    double sizeScale(double scale) {
        return 1;
    }

    /** All bytes of the files. */
    long bytes(double scale) {
        int count = count(scale);
        return IntStream.rangeClosed(1, count)
                .mapToLong(id -> scaled(id, count, scale))
                .sum();
    }

    /** A public channel with these files. */
    Channel channel(TelegramServer telegram, double scale) {
        int count = count(scale);
        String name = "bench_" + name().toLowerCase(Locale.ROOT);
        return telegram.world()
                .channel(name)
                .username(name)
                .joinedBy(telegram.world().user(Installation.PHONE))
                .posts(count, id -> PostDraft.media(media(id, RemoteFile.ofSize(scaled(id, count, scale)))));
    }

    private long scaled(int id, int count, double scale) {
        return (long) (size(id, count) * sizeScale(scale));
    }

    /** Small and large ones in turn, as a channel has them. */
    private static long spread(int id, int count, long width) {
        long step = (long) id * 37 % count;
        return width * step / Math.max(1, count - 1);
    }
}
