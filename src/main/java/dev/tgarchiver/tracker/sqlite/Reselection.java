package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Selection;
import dev.tgarchiver.tracker.PostCatalog;
import dev.tgarchiver.tracker.Reindexing;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.ReindexCounts;
import dev.tgarchiver.tracker.post.SelectionChange;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.database.Portions;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;
import java.util.Optional;

/** Judges a channel's posts by another selection, portion by portion. */
final class Reselection {

    private static final String POSTS = "SELECT coalesce(sum(posts), 0) AS posts FROM post_tally WHERE channel = ?";

    private final Database database;
    private final Portions portions;

    Reselection(Database database, Portions portions) {
        this.database = database;
        this.portions = portions;
    }

    /** See {@link PostCatalog#postsToRead}. */
    static long postsToRead(Sql sql, long chatId, Selection selection) throws SQLException {
        boolean known = SelectionTable.current(sql, chatId)
                .filter(Reselection::wantsDerived)
                .isPresent();
        return known || !wantsDerived(selection) ? 0 : sql.number(POSTS, ChannelTable.requireRow(sql, chatId));
    }

    /** Judges all posts, unless they were last judged by this selection. */
    SelectionChange run(long chatId, Selection selection, SelectionMatcher matcher)
            throws TrackerFailure, InterruptedException {
        SelectionChange all = SelectionChange.NOTHING;
        Optional<Selection> former = database.read(sql -> SelectionTable.current(sql, chatId));
        if (!database.write(sql -> SelectionTable.start(sql, chatId, selection))) {
            return all;
        }
        if (wantsDerived(selection) && former.filter(Reselection::wantsDerived).isEmpty()) {
            all = all.plus(new SelectionChange(0, 0, findDerived(chatId, matcher)));
        }
        long after = 0;
        boolean more;
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long from = after;
            SelectionTable.Verdicts verdicts = database.read(sql -> SelectionTable.judge(sql, chatId, matcher, from));
            if (!verdicts.changed().isEmpty()) {
                all = all.plus(portions.write(sql -> SelectionTable.enter(sql, matcher, verdicts)));
            }
            after = verdicts.last();
            more = verdicts.more();
        } while (more);
        boolean unused = database.write(sql -> {
            SelectionTable.end(sql, chatId, selection);
            return true;
        });
        return all;
    }

    private static boolean wantsDerived(Selection selection) {
        return selection.roles().wantDerived();
    }

    /** Posts have no rows for derived files as long as these are not wanted. Returns how many are pending now. */
    private long findDerived(long chatId, SelectionMatcher matcher) throws TrackerFailure, InterruptedException {
        ReindexCounts counts = new Reindex(database, portions, matcher, Reindexing.Listener.NONE).run(chatId);
        boolean unused = database.write(sql -> {
            ReindexTable.remove(sql, ChannelTable.requireRow(sql, chatId));
            return true;
        });
        return counts.found();
    }
}
