package dev.tgarchiver.archive.search;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Selection;

/** Of which channels the comments are archived, and which of their files. */
public interface CommentRules {

    /** No comments. */
    CommentRules NONE = new CommentRules() {
        @Override
        public boolean areWanted(ChannelRef asked, Channel found) {
            return false;
        }

        @Override
        public Selection selection(ChannelRef asked, Channel found, Channel group) {
            return Selection.EVERYTHING;
        }
    };

    /** Whether comments are wanted of a channel that was requested by one of its names. */
    boolean areWanted(ChannelRef asked, Channel found);

    /** Which files are wanted of such a channel's discussion group. */
    Selection selection(ChannelRef asked, Channel found, Channel group);
}
