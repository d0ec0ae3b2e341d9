package dev.tgarchiver.config.value;

import java.util.Optional;

/** A proxy to Telegram. The text of each has its secrets masked. */
public sealed interface Proxy {

    /** Name or address; an IPv6 address without brackets. */
    String host();

    /** 1 to 65535. */
    int port();

    /** A SOCKS5 proxy. */
    record Socks5(String host, int port, Optional<String> user, Optional<Secret> password) implements Proxy {
        @Override
        public String toString() {
            return ProxyText.show("socks5", host, port, user, password);
        }
    }

    /** An HTTP proxy that allows CONNECT. */
    record Http(String host, int port, Optional<String> user, Optional<Secret> password) implements Proxy {
        @Override
        public String toString() {
            return ProxyText.show("http", host, port, user, password);
        }
    }

    /** An MTProto proxy. */
    record MtProto(String host, int port, Secret secret) implements Proxy {
        @Override
        public String toString() {
            return "tg://proxy?server=" + host + "&port=" + port + "&secret=" + secret;
        }
    }

    /**
     * Reads {@code socks5://user:password@host:port}, {@code http://…}, and Telegram's links
     * {@code tg://proxy?server=…&port=…&secret=…} and {@code https://t.me/proxy?…} (or {@code socks?…}).
     *
     * @throws IllegalArgumentException when it is none of these; the message completes the sentence "the proxy …" and
     *     holds no part of user, password or secret
     */
    static Proxy parse(String text) {
        return ProxyText.parse(text);
    }
}
