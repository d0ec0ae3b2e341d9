package dev.tgarchiver.torture;

import dev.tgarchiver.program.Installation;
import java.util.List;
import java.util.Set;

/** A command that is to be ended by signals. */
enum Signalled {
    DOWNLOAD("download"),
    DRY_RUN("download", "--dry-run"),
    DOWNLOAD_JSON("download", "--json"),
    CHATS("chats"),
    LOGIN("login", "--phone", Installation.PHONE),
    LOGOUT("logout"),
    VERIFY("verify"),
    REPAIR("verify", "--repair"),
    AUDIT("verify", "--audit"),
    CLEANUP("cleanup"),
    RELOCATE("cleanup", "--relocate"),
    RETRY("retry"),
    STATS("stats"),
    PROGRESS("progress"),
    CONFIG("config", "check"),
    HELP("--help");

    /** What they end with by themselves, once there is an archive. */
    private static final Set<Integer> DONE = Set.of(0);

    /** An audit that is done says so of an archive that is not. */
    private static final int NOT_ALL_ARCHIVED = 3;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> words;

    Signalled(String... words) {
        this.words = List.of(words);
    }

    /** Its command line; a download's lacks the channel. */
    List<String> words() {
        return words;
    }

    boolean downloads() {
        return words.get(0).equals("download");
    }

    /** Whether the command can have ended by itself with this code. */
    boolean isDoneWith(int exitCode) {
        return DONE.contains(exitCode) || (this == AUDIT && exitCode == NOT_ALL_ARCHIVED);
    }
}
