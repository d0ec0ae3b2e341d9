package dev.tgarchiver.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.console.terminal.QrText.Look;
import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QrTextTest {

    private static final String LINK = "tg://login?token=AQLxZ2Q3ZmQ5ZTJjN2Y0YjFhOGQ2ZTVjM2IyYTE5Zjg-_w";

    @ParameterizedTest
    @EnumSource(Look.class)
    void the_text_holds_every_module_and_the_quiet_zone(Look look) {
        QrCode code = QrCode.encodeText(LINK, QrCode.Ecc.LOW);
        List<String> lines = QrText.lines(LINK, look);
        for (int y = -2; y < code.size + 2; y++) {
            for (int x = -2; x < code.size + 2; x++) {
                assertThat(dark(lines, look, x + 2, y + 2)).as("%d, %d", x, y).isEqualTo(code.getModule(x, y));
            }
        }
    }

    private static boolean dark(List<String> lines, Look look, int x, int y) {
        if (look == Look.ASCII) {
            return lines.get(y).substring(2 * x, 2 * x + 2).equals("  ");
        }
        String line = lines.get(y / 2).replaceAll("\u001b\\[[\\d;]*m", "");
        boolean inked = (y % 2 == 0 ? "█▀" : "█▄").indexOf(line.charAt(x)) >= 0;
        // With colours ink is black on white; without, ink is the terminal's light.
        return inked == (look == Look.COLOURED);
    }

    @Test
    void it_fits_a_usual_window() {
        assertThat(QrText.lines(LINK, Look.BLOCKS)).hasSizeLessThan(24);
        for (Look look : Look.values()) {
            assertThat(QrText.lines(LINK, look))
                    .allSatisfy(line -> assertThat(SafeText.width(line.replaceAll("\u001b\\[[\\d;]*m", "")))
                            .isLessThan(80));
        }
    }

    @Test
    void the_terminal_decides_how_it_looks() {
        assertThat(shown(TestConsole.terminal(80).coloured())).startsWith("\u001b[38;5;16;48;5;231m");
        assertThat(shown(TestConsole.terminal(80))).startsWith("███").doesNotContain("\u001b");
        assertThat(shown(TestConsole.terminal(80).coloured().ascii())).startsWith("####");
    }

    private static String shown(TestConsole test) {
        QrText.show(test.console(), LINK);
        assertThat(test.out()).isEmpty();
        return test.err();
    }
}
