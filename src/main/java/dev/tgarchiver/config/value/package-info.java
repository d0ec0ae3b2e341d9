/** Reads the values of settings from text: durations, sizes, dates, proxies, secrets, paths. Computes only. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.config.value;
