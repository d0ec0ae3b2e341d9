/** Posts as people read them: each kind of content in words, with formatting where a terminal has it; and as JSON. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.report.show;
