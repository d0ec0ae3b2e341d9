package dev.tgarchiver.console.terminal;

/** What came back from a question. */
public sealed interface PromptResult {

    /** The user's line, without its end. May be a secret: its own text never shows it. */
    record Given(String text) implements PromptResult {
        @Override
        public String toString() {
            return "Given[...]";
        }
    }

    /** There is no more input: standard input ended, or the user ended it. */
    record InputEnded() implements PromptResult {}
}
