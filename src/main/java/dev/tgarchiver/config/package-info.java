/** Turns YAML, environment and options into validated records; an error names the key, the value and the line. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.config;
