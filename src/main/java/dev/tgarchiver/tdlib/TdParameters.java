package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.tdlib.SessionSettings.Http;
import dev.tgarchiver.tdlib.SessionSettings.MtProto;
import dev.tgarchiver.tdlib.SessionSettings.ProxyServer;
import dev.tgarchiver.tdlib.SessionSettings.Socks5;
import dev.tgarchiver.tdlib.binding.TdRequest;
import java.util.List;
import java.util.Optional;

/** The parameters and options for the start of TDLib. */
final class TdParameters {

    private TdParameters() {}

    static ObjectNode of(SessionSettings settings, String key) {
        String version = TdParameters.class.getPackage().getImplementationVersion();
        return TdRequest.of("setTdlibParameters")
                .put("use_test_dc", settings.useTestDc())
                .put(
                        "database_directory",
                        settings.sessionDir().toAbsolutePath().toString())
                .put("files_directory", settings.filesDir().toAbsolutePath().toString())
                .put("database_encryption_key", key)
                .put("use_file_database", true)
                .put("use_chat_info_database", true)
                .put("use_message_database", true)
                .put("use_secret_chats", false)
                .put("api_id", settings.apiId())
                .put("api_hash", settings.apiHash())
                .put("system_language_code", "en")
                .put("device_model", "archiver")
                .put("system_version", System.getProperty("os.name"))
                .put("application_version", version == null ? "dev" : version);
    }

    /** TDLib stores its proxy; if the configuration has none, this disables the stored one. */
    static ObjectNode proxy(Optional<ProxyServer> proxy) {
        if (proxy.isEmpty()) {
            return TdRequest.of("disableProxy");
        }
        ObjectNode request = TdRequest.of("addProxy").put("enable", true).put("comment", "");
        ObjectNode server = TdRequest.of("proxy")
                .put("server", proxy.get().host())
                .put("port", proxy.get().port());
        server.set("type", type(proxy.get()));
        request.set("proxy", server);
        return request;
    }

    private static ObjectNode type(ProxyServer proxy) {
        if (proxy instanceof Socks5 socks) {
            return TdRequest.of("proxyTypeSocks5").put("username", socks.user()).put("password", socks.password());
        }
        if (proxy instanceof Http http) {
            return TdRequest.of("proxyTypeHttp")
                    .put("username", http.user())
                    .put("password", http.password())
                    .put("http_only", false);
        }
        return TdRequest.of("proxyTypeMtproto").put("secret", ((MtProto) proxy).secret());
    }

    /**
     * Disables features that an archiver does not need, and makes TDLib name files itself. With animated emoji, a post that is
     * one emoji would be a text until TDLib has loaded the animation, and then another content.
     */
    static List<ObjectNode> options() {
        return List.of(
                option("ignore_file_names"),
                option("ignore_inline_thumbnails"),
                option("disable_animated_emoji"),
                option("disable_top_chats"),
                option("disable_persistent_network_statistics"));
    }

    private static ObjectNode option(String name) {
        ObjectNode request = TdRequest.of("setOption").put("name", name);
        request.set("value", TdRequest.of("optionValueBoolean").put("value", true));
        return request;
    }
}
