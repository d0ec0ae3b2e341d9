package dev.tgarchiver.tdlib;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a session is opened with.
 *
 * @param sessionDir TDLib's database and its key
 * @param filesDir where TDLib keeps files while they download
 * @param key the database's key; empty to use the one kept in the session folder, made at first use
 * @param patience how long to wait for the answer to a request
 */
public record SessionSettings(
        int apiId,
        String apiHash,
        boolean useTestDc,
        Path sessionDir,
        Path filesDir,
        Optional<String> key,
        Optional<ProxyServer> proxy,
        Duration patience) {

    /** The same account's settings for other folders: a copy of its session, or another place for files. */
    public SessionSettings in(Path session, Path files) {
        return new SessionSettings(apiId, apiHash, useTestDc, session, files, key, proxy, patience);
    }

    /** The same with another patience. */
    public SessionSettings waiting(Duration newPatience) {
        return new SessionSettings(apiId, apiHash, useTestDc, sessionDir, filesDir, key, proxy, newPatience);
    }

    /** Never shows the hash or the key. */
    @Override
    public String toString() {
        return "SessionSettings[" + sessionDir + "]";
    }

    /** The proxy through which everything goes. */
    public sealed interface ProxyServer {
        /** Host name or address. */
        String host();

        /** From 1 to 65535. */
        int port();
    }

    /** A SOCKS5 proxy; user and password may be empty. */
    public record Socks5(String host, int port, String user, String password) implements ProxyServer {
        @Override
        public String toString() {
            return "socks5://" + host + ":" + port;
        }
    }

    /** An HTTP proxy that lets CONNECT through; user and password may be empty. */
    public record Http(String host, int port, String user, String password) implements ProxyServer {
        @Override
        public String toString() {
            return "http://" + host + ":" + port;
        }
    }

    /** An MTProto proxy with its secret in hexadecimal or base64url. */
    public record MtProto(String host, int port, String secret) implements ProxyServer {
        @Override
        public String toString() {
            return "tg://" + host + ":" + port;
        }
    }
}
