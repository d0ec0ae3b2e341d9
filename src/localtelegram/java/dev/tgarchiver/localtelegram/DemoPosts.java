package dev.tgarchiver.localtelegram;

import dev.tgarchiver.localtelegram.world.Entity;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.ServiceAction;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What the posts of the demo channel are. The first is the channel's creation; then rounds of ten follow: an album of
 * three photos, six more files, and a text.
 */
final class DemoPosts implements IntFunction<PostDraft> {

    private static final int ROUND = 10;
    private static final int FILES_PER_ROUND = 9;
    private static final long KB = 1000;
    private static final long MB = 1000 * KB;

    private static final List<String> PERFORMERS =
            List.of("Aurora Lane", "The Paper Boats", "Midnight Ferry", "Clara Voss", "North Harbour");
    private static final List<String> TITLES = List.of(
            "First Light",
            "Slow Rivers",
            "Glass Houses",
            "Letters Home",
            "Signal Fires",
            "Long Way Round",
            "Afterglow");

    /** How many posts hold so many files. */
    static int posts(int files) {
        int lastRound = files % FILES_PER_ROUND;
        return 1 + files / FILES_PER_ROUND * ROUND + lastRound;
    }

    @Override
    public PostDraft apply(int id) {
        if (id == 1) {
            return PostDraft.service(new ServiceAction.ChannelCreated("Demo Channel"));
        }
        int round = (id - 2) / ROUND;
        return switch ((id - 2) % ROUND) {
            case 0 ->
                photo(id)
                        .caption("Three views of day " + (round + 1) + " #photos")
                        .album(round + 1);
            case 1, 2 -> photo(id).album(round + 1);
            case 3, 4 -> audio(id);
            case 5 -> document(id);
            case 6 -> audio(id).caption("From the archive #music");
            case 7 -> video(id, round);
            case 8 -> paper(id);
            default -> text(id);
        };
    }

    private static PostDraft photo(int id) {
        return PostDraft.media(Media.photo(RemoteFile.ofSize(spread(id, 60 * KB, 400 * KB))))
                .views(1000 + id);
    }

    private static PostDraft audio(int id) {
        String performer = PERFORMERS.get(id % PERFORMERS.size());
        String title = TITLES.get(id % TITLES.size()) + " " + id;
        return PostDraft.media(Media.audio(performer, title, RemoteFile.ofSize(spread(id, 1500 * KB, 6 * MB))));
    }

    private static PostDraft document(int id) {
        return PostDraft.media(Media.document(
                        "dataset-" + id + ".zip", "application/zip", RemoteFile.ofSize(spread(id, 200 * KB, 3 * MB))))
                .caption("Data of the day")
                .format(Entity.Type.BOLD, "Data");
    }

    private static PostDraft paper(int id) {
        return PostDraft.media(Media.document(
                "paper-" + id + ".pdf", "application/pdf", RemoteFile.ofSize(spread(id, 80 * KB, 900 * KB))));
    }

    /** One in four is a large one. */
    private static PostDraft video(int id, int round) {
        long size = round % 4 == 1 ? 16 * MB : spread(id, 3 * MB, 7 * MB);
        return PostDraft.media(Media.video("clip-" + id + ".mp4", RemoteFile.ofSize(size)))
                .caption("Watch this");
    }

    private static PostDraft text(int id) {
        return PostDraft.text("Note " + id + ": more at https://example.org #news")
                .format(Entity.Type.URL, "https://example.org");
    }

    /** A size between two bounds that looks arbitrary and is always the same for an id. */
    private static long spread(int id, long from, long to) {
        return from + Integer.toUnsignedLong(id * 0x9e3779b9) * (to - from) / (1L << 32);
    }
}
