package dev.tgarchiver.localtelegram.world;

/** The SplitMix64 finalizer: turns counters into numbers that look random and are always the same. */
final class Mix {

    static final long STEP = 0x9e3779b97f4a7c15L;

    private Mix() {}

    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A positive number that belongs to a pair. */
    static long positive(long a, long b) {
        return mix(mix(a + STEP) + b) & Long.MAX_VALUE;
    }
}
