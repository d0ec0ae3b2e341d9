/** Results as text and as JSON: statistics, dry runs, findings, summaries. Computes and prints only. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.report;
