package dev.tgarchiver.torture;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Counts what happened, and tells it. For one thread. */
final class KillReport {

    /** What the program was doing when it was killed; with several workers often several things. */
    enum Phase {
        WALKING("walking"),
        DOWNLOADING("downloading"),
        PUBLISHING("publishing"),
        COMMITTING("committing");

        private final String word;

        Phase(String word) {
            this.word = word;
        }
    }

    private final PrintStream out;
    private final Map<Phase, Integer> hits = new EnumMap<>(Phase.class);
    private int rounds;
    private int kills;
    private int elsewhere;
    private int archives;
    private long files;

    KillReport(PrintStream out) {
        this.out = out;
    }

    /** A round ended with a kill, during these phases; none of them is the program's start or end. */
    void killed(Set<Phase> phases) {
        rounds++;
        kills++;
        phases.forEach(phase -> hits.merge(phase, 1, Integer::sum));
        if (phases.isEmpty()) {
            elsewhere++;
        }
    }

    /** A round ended by itself. */
    void ended() {
        rounds++;
    }

    /** An archive is complete and was compared. */
    void complete(long archiveFiles) {
        archives++;
        files += archiveFiles;
    }

    int rounds() {
        return rounds;
    }

    int hits(Phase phase) {
        return hits.getOrDefault(phase, 0);
    }

    /** What no kill has hit. */
    Set<Phase> missed() {
        Set<Phase> missed = EnumSet.allOf(Phase.class);
        missed.removeAll(hits.keySet());
        return missed;
    }

    int kills() {
        return kills;
    }

    int archives() {
        return archives;
    }

    void progress() {
        out.println(rounds + " rounds, " + kills + " kills (" + phases() + "), " + archives + " archives complete");
    }

    private String phases() {
        StringBuilder text = new StringBuilder();
        for (Phase phase : Phase.values()) {
            text.append(phase.word).append(' ').append(hits(phase)).append(", ");
        }
        return text.append("starting or ending ").append(elsewhere).toString();
    }

    /** The whole. */
    void print() {
        out.println("Kills hit " + phases() + "; one kill can hit several.");
        out.println(archives + " archives were completed and compared, " + files + " files in all.");
    }
}
