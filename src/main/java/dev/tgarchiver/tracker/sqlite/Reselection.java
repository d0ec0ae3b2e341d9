package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Selection;
import dev.tgarchiver.tracker.SelectionChange;
import dev.tgarchiver.tracker.TrackerFailure;

/** Judges a channel's posts by another selection, portion by portion. */
final class Reselection {

    private final Database database;
    private final Portions portions;

    Reselection(Database database, Portions portions) {
        this.database = database;
        this.portions = portions;
    }

    /** Judges all posts, unless they were last judged by this selection. */
    SelectionChange run(long chatId, Selection selection, SelectionMatcher matcher)
            throws TrackerFailure, InterruptedException {
        SelectionChange all = SelectionChange.NOTHING;
        if (!database.write(sql -> SelectionTable.start(sql, chatId, selection))) {
            return all;
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
}
