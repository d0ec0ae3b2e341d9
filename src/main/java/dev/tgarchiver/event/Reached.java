package dev.tgarchiver.event;

/**
 * A limit that was reached.
 *
 * @param setting the last part of its key, such as {@code max_files_per_run}
 * @param amount its value, such as {@code 100 files}
 * @param leftBytes the sum of the sizes of the pending files
 * @param walked whether the channels' histories were walked to their ends; if not, they may hold more files
 */
public record Reached(String setting, String amount, long leftBytes, boolean walked) {}
