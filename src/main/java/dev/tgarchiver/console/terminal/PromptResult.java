package dev.tgarchiver.console.terminal;

/** The result of a question. */
public sealed interface PromptResult {

    /** The user's line, without its end. May be a secret: {@code toString} never shows it. */
    record Given(String text) implements PromptResult {
        @Override
        public String toString() {
            return "Given[...]";
        }
    }

    /** There is no further input: standard input ended, or the user ended it. */
    record InputEnded() implements PromptResult {}
}
