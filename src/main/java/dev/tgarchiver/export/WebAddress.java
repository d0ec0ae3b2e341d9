package dev.tgarchiver.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Addresses that a reader may follow. */
public final class WebAddress {

    /** What opens a page, a chat or a mail; a script or a file of the reader does not. */
    private static final List<String> SCHEMES = List.of("http://", "https://", "tg://", "mailto:", "tel:");

    private static final String UNRESERVED = "-._~";

    private WebAddress() {}

    /** The address on one line, if it is a harmless one. */
    public static Optional<String> safe(String url) {
        StringBuilder clean = new StringBuilder();
        for (char c : WellFormed.text(url).strip().toCharArray()) {
            if (c > ' ' && c != 0x7f) {
                clean.append(c);
            }
        }
        String address = clean.toString();
        String lower = address.toLowerCase(Locale.ROOT);
        return SCHEMES.stream().anyMatch(lower::startsWith) ? Optional.of(address) : Optional.empty();
    }

    /** A relative path as an address, with everything escaped that may mean something else. */
    public static String ofPath(String path) {
        StringBuilder address = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c == '/' || (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0))) {
                address.append(c);
            } else {
                address.append('%')
                        .append(Character.toUpperCase(Character.forDigit(b >> 4 & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
            }
        }
        return address.toString();
    }
}
