package dev.tgarchiver.config;

import dev.tgarchiver.config.value.PathContext;
import dev.tgarchiver.config.value.RawValue;
import dev.tgarchiver.model.ChannelRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A configuration to write: the few keys that every user has to give.
 *
 * @param apiId a number, or a variable as {@code ${TELEGRAM_API_ID}}
 * @param apiHash 32 hexadecimal digits, or a variable likewise
 * @param dataDir as the user writes it, relative to the file's folder
 * @param channels as the user names them; may be none
 */
public record ConfigDraft(String apiId, String apiHash, String dataDir, List<String> channels) {

    /** Copies the list. */
    public ConfigDraft {
        channels = List.copyOf(channels);
    }

    /**
     * What is wrong with a value for this key, as the end of a sentence that starts with the value; empty if nothing.
     */
    public static Optional<String> problem(Setting<?> setting, String text) {
        Path anywhere = Path.of("").toAbsolutePath();
        try {
            setting.read(new RawValue.Scalar(text), new PathContext(anywhere, Optional.of(anywhere)));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(setting.refusal(String.valueOf(e.getMessage())));
        }
    }

    /** What is wrong with a channel's name, as a sentence; empty if nothing. */
    public static Optional<String> problemOfChannel(String text) {
        try {
            ChannelRef unused = ChannelRef.parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The file's text. */
    public String yaml() {
        String list = channels.stream().map(ConfigDraft::quoted).collect(Collectors.joining(", ", "[", "]"));
        return """
                # Configuration of archiver. config.example.yaml explains every key; archiver config check shows what is in
                # force. Anyone who can read this file can use your Telegram application: keep it private.
                data_dir: %s

                telegram:
                  api_id: %s
                  api_hash: %s

                channels: %s
                """.formatted(quoted(dataDir), apiId, quoted(apiHash), list);
    }

    /** A text in YAML's double quotes, of which Java's and JSON's escapes are a part. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
