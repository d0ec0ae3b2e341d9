package dev.tgarchiver.config.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads proxies as users write them. */
final class ProxyText {

    static final String ALLOWED = "socks5://[user:password@]host:port, http://[user:password@]host:port, or a link "
            + "tg://proxy?server=…&port=…&secret=… (https://t.me/proxy?… too)";

    private static final Pattern TELEGRAM_LINK = Pattern.compile(
            "(?:tg:(?://)?|(?:https?://)?(?:www\\.)?(?:t\\.me|telegram\\.me|telegram\\.dog)/)(proxy|socks)/?\\?(.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(?:([^/]*)@)?([^/@]*)/?");
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.]{2,45}(?:%[A-Za-z0-9_.-]+)?)](.*)");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._-]{0,252})");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int MAX_PORT = 65_535;

    private static final Set<String> SCHEMES = Set.of("socks5", "socks5h", "socks", "http");

    private ProxyText() {}

    static Proxy parse(String text) {
        Matcher link = TELEGRAM_LINK.matcher(text);
        if (link.matches()) {
            return fromLink(link.group(1).equalsIgnoreCase("socks"), parameters(link.group(2)));
        }
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw new IllegalArgumentException("is not a proxy address");
        }
        return fromUrl(url.group(1).toLowerCase(Locale.ROOT), Optional.ofNullable(url.group(2)), url.group(3));
    }

    static String show(String scheme, String host, int port, Optional<String> user, Optional<Secret> password) {
        String login = user.orElse("") + password.map(secret -> ":" + secret).orElse("");
        String shownHost = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + (login.isEmpty() ? "" : login + "@") + shownHost + ":" + port;
    }

    private static Proxy fromUrl(String scheme, Optional<String> login, String address) {
        if (!SCHEMES.contains(scheme)) {
            throw new IllegalArgumentException("has an unknown kind of proxy before ://");
        }
        Optional<String> user = login.map(text -> decode(beforeColon(text))).filter(text -> !text.isEmpty());
        Optional<Secret> password = login.filter(text -> text.contains(":"))
                .map(text -> decode(text.substring(text.indexOf(':') + 1)))
                .filter(text -> !text.isEmpty())
                .map(Secret::of);
        Address where = address(address);
        return scheme.equals("http")
                ? new Proxy.Http(where.host, where.port, user, password)
                : new Proxy.Socks5(where.host, where.port, user, password);
    }

    private static Proxy fromLink(boolean socks, Map<String, String> parameters) {
        String host = parameters.getOrDefault("server", "");
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = port(parameters.getOrDefault("port", ""));
        if (!IPV6.matcher(host).matches()) {
            checkHost(host);
        }
        if (socks) {
            return new Proxy.Socks5(
                    host,
                    port,
                    parameter(parameters, "user"),
                    parameter(parameters, "pass").map(Secret::of));
        }
        String secret = parameters.getOrDefault("secret", "");
        if (!MtProtoSecret.isValid(secret)) {
            throw new IllegalArgumentException("has no valid secret (" + MtProtoSecret.ALLOWED + ")");
        }
        return new Proxy.MtProto(host, port, Secret.of(secret));
    }

    private static Optional<String> parameter(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals).toLowerCase(Locale.ROOT), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private record Address(String host, int port) {}

    private static Address address(String text) {
        Matcher bracketed = BRACKETED.matcher(text);
        if (bracketed.matches()) {
            String rest = bracketed.group(2);
            return new Address(bracketed.group(1), port(rest.startsWith(":") ? rest.substring(1) : ""));
        }
        if (IPV6.matcher(text).matches()) {
            throw new IllegalArgumentException("has an IPv6 address without brackets; write [address]:port");
        }
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        checkHost(host);
        return new Address(host, port(colon < 0 ? "" : text.substring(colon + 1)));
    }

    private static void checkHost(String host) {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("has no host");
        }
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("has a host that is neither a name nor an address");
        }
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("has no port; write it after the host, such as host:1080");
        }
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("has a port that is not a number from 1 to " + MAX_PORT);
        }
        return port;
    }

    private static String beforeColon(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }

    /** Undoes percent-encoding. A plus stays one: secrets in base64 have it. */
    private static String decode(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                decoded.put(encoded[i]);
                continue;
            }
            boolean whole = i + 2 < encoded.length;
            int high = whole ? Character.digit(encoded[i + 1], 16) : -1;
            int low = whole ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException("has a % that no two hexadecimal digits follow; write % as %25");
            }
            decoded.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("has percent-encoded bytes that are not UTF-8", e);
        }
    }
}
