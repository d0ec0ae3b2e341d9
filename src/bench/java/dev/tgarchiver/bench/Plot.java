package dev.tgarchiver.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;

/**
 * Seconds against a number of things, two panels beside each other, each with the straight line to its last point.
 *
 * @param posts seconds by number of posts
 * @param files seconds by number of files
 */
record Plot(Map<Integer, Double> posts, Map<Integer, Double> files) {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 240;
    private static final int MARGIN = 60;

    void write(Path file) throws IOException {
        Files.writeString(file, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                %s%s</svg>
                """.formatted(
                        2 * (WIDTH + 2 * MARGIN),
                        HEIGHT + 2 * MARGIN,
                        panel(0, "posts walked", posts),
                        panel(WIDTH + 2 * MARGIN, "files archived", files)));
    }

    private static String panel(int left, String what, Map<Integer, Double> seconds) {
        double mostThings = Collections.max(seconds.keySet());
        double mostSeconds = Collections.max(seconds.values());
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT, "<g transform=\"translate(%d,%d)\">%n", left + MARGIN, MARGIN));
        svg.append(String.format(
                Locale.ROOT, "<path d=\"M0 0V%d H%d\" fill=\"none\" stroke=\"black\"/>%n", HEIGHT, WIDTH));
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M0 %d L%d %.1f\" stroke=\"gray\" stroke-dasharray=\"4\"/>%n",
                HEIGHT,
                WIDTH,
                HEIGHT * (1 - seconds.getOrDefault((int) mostThings, mostSeconds) / mostSeconds)));
        StringBuilder points = new StringBuilder();
        seconds.forEach((things, took) -> {
            double x = WIDTH * things / mostThings;
            double y = HEIGHT * (1 - took / mostSeconds);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            svg.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#06c\"/>%n", x, y));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
                    x,
                    HEIGHT + 18,
                    things));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.1f s</text>%n",
                    x - 6,
                    y - 6,
                    took));
        });
        svg.append(String.format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"#06c\"/>%n",
                points.toString().strip()));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"-20\" text-anchor=\"middle\">seconds against %s</text>%n",
                WIDTH / 2,
                what));
        return svg.append("</g>\n").toString();
    }
}
