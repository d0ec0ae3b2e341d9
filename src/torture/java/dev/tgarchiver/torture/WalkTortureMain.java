package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.tracker.TrackerFailure;
import java.io.IOException;
import java.nio.file.Path;

/** {@code scripts/torture walk}. */
final class WalkTortureMain {

    private WalkTortureMain() {}

    /** Arguments: a folder to work in, the built distribution, rounds, seed. Exits with 1 if a post was lost. */
    public static void main(String[] arguments) throws IOException, InterruptedException, TrackerFailure {
        int rounds = Integer.parseInt(arguments[2]);
        try (LocalTelegram telegram = LocalTelegram.start()) {
            WalkTorture torture = new WalkTorture(
                    Path.of(arguments[0]), Path.of(arguments[1]), telegram, Long.parseLong(arguments[3]), System.out);
            torture.run(rounds);
            System.out.println("torture: " + rounds + " rounds, " + torture.kills() + " kills, " + torture.inTheWindow()
                    + " in the window, " + torture.lost() + " lost");
            System.exit(torture.lost() == 0 ? 0 : 1);
        }
    }
}
