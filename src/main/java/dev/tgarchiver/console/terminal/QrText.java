package dev.tgarchiver.console.terminal;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/**
 * A QR code in text. With colours its modules are black on white whatever the terminal's own colours are; without, the
 * light modules are drawn, as fits the dark ground of most terminals.
 */
public final class QrText {

    /** The standard asks for four modules of light around the code; cameras are content with two, and windows narrow. */
    private static final int QUIET = 2;

    private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";
    private static final String RESET = "\u001b[0m";

    private QrText() {}

    /** How a code is drawn. */
    enum Look {
        /** Two modules per character, with colours. */
        COLOURED,
        /** Two modules per character. */
        BLOCKS,
        /** A module in two characters. */
        ASCII
    }

    /** Draws a link on standard error, where the questions are. Waits until it is written. */
    public static void show(Console console, String link) {
        Look look = !console.unicode() ? Look.ASCII : console.errPaint().on() ? Look.COLOURED : Look.BLOCKS;
        String text = String.join("\n", lines(link, look)) + "\n";
        console.turn().now(() -> console.writeErr(text));
    }

    static List<String> lines(String link, Look look) {
        QrCode code = QrCode.encodeText(link, QrCode.Ecc.LOW);
        List<String> lines = new ArrayList<>();
        int rows = look == Look.ASCII ? 1 : 2;
        for (int y = -QUIET; y < code.size + QUIET; y += rows) {
            StringBuilder line = new StringBuilder();
            for (int x = -QUIET; x < code.size + QUIET; x++) {
                boolean upper = code.getModule(x, y);
                line.append(look == Look.ASCII ? upper ? "  " : "##" : half(look, upper, code.getModule(x, y + 1)));
            }
            lines.add(look == Look.COLOURED ? BLACK_ON_WHITE + line + RESET : line.toString());
        }
        return lines;
    }

    /** A character of two modules, one above the other. */
    private static String half(Look look, boolean upperDark, boolean lowerDark) {
        boolean upper = look == Look.COLOURED ? upperDark : !upperDark;
        boolean lower = look == Look.COLOURED ? lowerDark : !lowerDark;
        return upper ? lower ? "█" : "▀" : lower ? "▄" : " ";
    }
}
