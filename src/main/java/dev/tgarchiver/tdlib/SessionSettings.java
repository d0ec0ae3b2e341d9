package dev.tgarchiver.tdlib;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a session.
 *
 * @param sessionDir the folder of TDLib's database and its key
 * @param filesDir the folder of TDLib's partial files
 * @param key the database's key; empty for the key in the session folder, which is created at first use
 * @param patience the time to wait for the answer to a request
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

    /** The same account's settings for other folders: a copy of its session, or another folder for files. */
    public SessionSettings in(Path session, Path files) {
        return new SessionSettings(apiId, apiHash, useTestDc, session, files, key, proxy, patience);
    }

    /** The same with another patience. */
    public SessionSettings waiting(Duration newPatience) {
        return new SessionSettings(apiId, apiHash, useTestDc, sessionDir, filesDir, key, proxy, newPatience);
    }

    /** Does not include the hash or the key. */
    @Override
    public String toString() {
        return "SessionSettings[" + sessionDir + "]";
    }

    /** The proxy for all connections. */
    public sealed interface ProxyServer {
        /** Host name or address. */
        String host();

        /** The port, 1 to 65535. */
        int port();
    }

    /** A SOCKS5 proxy; user and password may be empty. */
    public record Socks5(String host, int port, String user, String password) implements ProxyServer {
        @Override
        public String toString() {
            return "socks5://" + host + ":" + port;
        }
    }

    /** An HTTP proxy that supports CONNECT; user and password may be empty. */
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
