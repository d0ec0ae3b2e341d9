package dev.tgarchiver.config.value;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret of an MTProto proxy, as in a link. Secrets that TDLib does not accept are refused here, before TDLib is
 * started (ProxySecret.cpp).
 */
final class MtProtoSecret {

    static final String ALLOWED =
            "32 hexadecimal digits; dd and these; ee, these and the name of a host; or that in base64";

    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})+");
    private static final int KEY = 16;
    private static final int MAX_DOMAIN = 182;
    private static final int PADDED = 0xdd;
    private static final int TLS = 0xee;

    private MtProtoSecret() {}

    /** Whether TDLib accepts it. */
    static boolean isValid(String text) {
        return bytes(text).filter(MtProtoSecret::isKnown).isPresent();
    }

    private static Optional<byte[]> bytes(String text) {
        if (HEX.matcher(text).matches()) {
            return Optional.of(HexFormat.of().parseHex(text));
        }
        boolean urlSafe = text.indexOf('+') < 0 && text.indexOf('/') < 0;
        if (!urlSafe && text.length() % 4 != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of((urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isKnown(byte[] secret) {
        int kind = secret.length == 0 ? 0 : secret[0] & 0xff;
        return secret.length == KEY
                || (secret.length == 1 + KEY && kind == PADDED)
                || (secret.length > 1 + KEY && secret.length <= 1 + KEY + MAX_DOMAIN && kind == TLS);
    }
}
