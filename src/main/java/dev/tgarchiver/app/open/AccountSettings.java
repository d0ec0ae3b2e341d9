package dev.tgarchiver.app.open;

import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.config.value.Proxy;
import dev.tgarchiver.config.value.Secret;
import dev.tgarchiver.tdlib.SessionSettings;
import dev.tgarchiver.tdlib.SessionSettings.ProxyServer;
import java.util.Optional;

/** The parameters of the account's session, as the configuration and the environment have them. */
public final class AccountSettings {

    private static final String SESSION_KEY = "ARCHIVER_SESSION_KEY";

    private AccountSettings() {}

    /** @throws ConfigException when the credentials are missing */
    public static SessionSettings of(Configuration configuration) throws ConfigException {
        Configuration.Telegram telegram = configuration.telegram();
        String key = System.getenv().getOrDefault(SESSION_KEY, "");
        return new SessionSettings(
                telegram.apiId().demand(),
                telegram.apiHash().demand().reveal(),
                telegram.useTestDc(),
                telegram.sessionDir(),
                configuration.home().cache(),
                key.isEmpty() ? Optional.empty() : Optional.of(key),
                telegram.proxy().map(AccountSettings::server),
                configuration.download().workerTimeout());
    }

    private static ProxyServer server(Proxy proxy) {
        if (proxy instanceof Proxy.Socks5 socks) {
            return new SessionSettings.Socks5(
                    socks.host(), socks.port(), socks.user().orElse(""), reveal(socks.password()));
        }
        if (proxy instanceof Proxy.Http http) {
            return new SessionSettings.Http(
                    http.host(), http.port(), http.user().orElse(""), reveal(http.password()));
        }
        Proxy.MtProto mtProto = (Proxy.MtProto) proxy;
        return new SessionSettings.MtProto(
                mtProto.host(), mtProto.port(), mtProto.secret().reveal());
    }

    private static String reveal(Optional<Secret> secret) {
        return secret.map(Secret::reveal).orElse("");
    }
}
