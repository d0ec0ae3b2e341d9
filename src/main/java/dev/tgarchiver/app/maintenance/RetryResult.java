package dev.tgarchiver.app.maintenance;

import java.util.List;

/**
 * What is pending again.
 *
 * @param channels those that had failed files, named as a command takes them
 */
public record RetryResult(int files, List<String> channels) {}
