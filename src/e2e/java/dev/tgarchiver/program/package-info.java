/** The built program in processes of its own, on folders of its own: for end-to-end tests, benchmarks and torture. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.program;
