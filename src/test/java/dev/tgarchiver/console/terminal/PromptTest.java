package dev.tgarchiver.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromptTest {

    @Test
    void off_a_terminal_the_answers_are_the_lines_of_the_input() {
        TestConsole test = TestConsole.piped().typed("+15550001\r\n12345\n\nпароль");
        Prompt prompt = test.console().prompt();
        assertThat(prompt.line("Phone number: ")).isEqualTo(new PromptResult.Given("+15550001"));
        // Another prompt goes on where the first one stopped.
        assertThat(test.console().prompt().line("Code: ")).isEqualTo(new PromptResult.Given("12345"));
        assertThat(prompt.line("Name: ")).isEqualTo(new PromptResult.Given(""));
        assertThat(prompt.secret("Password: ")).isEqualTo(new PromptResult.Given("пароль"));
        assertThat(prompt.line("More: ")).isEqualTo(new PromptResult.InputEnded());
        assertThat(prompt.secret("More: ")).isEqualTo(new PromptResult.InputEnded());
        assertThat(test.err()).isEqualTo("Phone number:\nCode:\nName:\nPassword:\nMore:\nMore:\n");
        assertThat(test.out()).isEmpty();
    }

    @Test
    void on_a_terminal_the_answer_stands_behind_the_question() {
        TestConsole test = TestConsole.terminal(80).typed("12345\n");
        assertThat(test.console().prompt().line("Code\u001b[2J: ")).isEqualTo(new PromptResult.Given("12345"));
        assertThat(test.err()).isEqualTo("Code\uFFFD[2J: ");
        assertThat(test.console().prompt().line("Code: ")).isEqualTo(new PromptResult.InputEnded());
        assertThat(test.err()).endsWith("Code: \n");
    }

    @Test
    void an_answer_does_not_show_itself() {
        assertThat(new PromptResult.Given("hunter2").toString()).doesNotContain("hunter2");
    }
}
