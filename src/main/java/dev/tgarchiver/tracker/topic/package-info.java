/** The part of the tracker's port that keeps the topics of forums. */
@NullMarked
package dev.tgarchiver.tracker.topic;

import org.jspecify.annotations.NullMarked;
