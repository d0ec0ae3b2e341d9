package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Files in other data centres than the account's, to each of which a client has to take its login. */
final class DataCentresIT extends LoggedIn {

    private static final String EXPORT = "auth.exportAuthorization";
    private static final int OTHERS = 4;
    private static final int WORKERS = 4;

    /** After about a hundred exports Telegram makes an account wait for most of an hour. */
    @Test
    void a_login_is_taken_to_each_data_centre_once_by_each_lane_and_never_again() throws IOException {
        Channel channel =
                telegram.world().channel("Channel " + name).username(name).posts(60, id -> file(id));
        assertComplete(run("--workers", Integer.toString(WORKERS)), channel);
        int first = telegram.calls().count(EXPORT);
        assertThat(first).isBetween(OTHERS, WORKERS * OTHERS);
        for (int id = 61; id <= 80; id++) {
            channel.post(file(id));
        }
        assertComplete(run("--workers", Integer.toString(WORKERS)), channel);
        assertThat(telegram.calls().count(EXPORT)).isEqualTo(first);
    }

    private static PostDraft file(int id) {
        RemoteFile file = RemoteFile.ofSize(100_000 + id).inDataCentre(2 + id % OTHERS);
        return PostDraft.media(Media.document(id + ".bin", file));
    }
}
