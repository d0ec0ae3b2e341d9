package dev.tgarchiver.report.show;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, line by line, by their longest common subsequence. */
final class LineDifference {

    private LineDifference() {}

    /** A line; {@code sign} is a minus for one that is gone, a plus for a new one, else a blank. */
    record Line(char sign, String text) {}

    static List<Line> of(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new Line(' ', old.get(i)));
                i++;
                j++;
            } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', old.get(i)));
                i++;
            } else {
                lines.add(new Line('+', now.get(j)));
                j++;
            }
        }
        return lines;
    }
}
