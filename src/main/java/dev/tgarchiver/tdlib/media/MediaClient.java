package dev.tgarchiver.tdlib.media;

import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.binding.TdLog;
import java.util.function.LongSupplier;

/**
 * What all downloads of one client share. Thread-safe.
 *
 * @param log TDLib's, which alone says why a download failed
 * @param files finds the files of posts
 * @param active the downloads at the moment
 */
record MediaClient(
        TdConnection connection, TdLog log, LongSupplier nanoTime, PostFileLocator files, ActiveDownloads active) {}
