package dev.tgarchiver.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** What was measured again and again: the median counts, lowest and highest say how far it can be trusted. */
final class Figures {

    private final double[] samples;

    Figures(double... samples) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        this.samples = samples.clone();
    }

    /** In the order in which they were measured. */
    double[] samples() {
        return samples.clone();
    }

    double median() {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double lowest() {
        return Arrays.stream(samples).min().orElseThrow();
    }

    double highest() {
        return Arrays.stream(samples).max().orElseThrow();
    }

    /** How many times the other each was, round by round: what both met in a round touches them alike. */
    Figures over(Figures other) {
        int rounds = Math.min(samples.length, other.samples.length);
        return new Figures(IntStream.range(0, rounds)
                .mapToDouble(i -> samples[i] / other.samples[i])
                .toArray());
    }

    Figures times(double factor) {
        return new Figures(Arrays.stream(samples).map(sample -> sample * factor).toArray());
    }

    @Override
    public String toString() {
        return samples.length == 1
                ? number(median())
                : number(median()) + " (" + number(lowest()) + " to " + number(highest()) + ")";
    }

    /** A number with three digits that mean something. */
    static String number(double value) {
        String form = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, form, value);
    }
}
