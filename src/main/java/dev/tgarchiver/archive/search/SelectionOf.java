package dev.tgarchiver.archive.search;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Selection;

/** Which files of a channel are wanted. */
@FunctionalInterface
public interface SelectionOf {

    /** The selection for a channel that was requested by one of its names. */
    Selection of(ChannelRef asked, Channel found);
}
