package dev.tgarchiver.app.run;

/**
 * What a download of the configured channels does.
 *
 * @param retryFailed whether to retry every file that failed in an earlier run, not only those that are due
 * @param resume the command that continues it, as typed into a shell; empty if none does
 */
public record DownloadOrder(boolean retryFailed, String resume) {}
