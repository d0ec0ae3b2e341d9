package dev.tgarchiver.config;

import dev.tgarchiver.config.ConfigException.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** A YAML file as a tree of nodes with their lines. Creates no objects of its classes. */
final class YamlFile {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_ALIASES = 20;

    private final Path path;

    YamlFile(Path path) {
        this.path = path;
    }

    /** Reads the file; empty when it holds only comments. */
    Optional<Node> read() throws ConfigException {
        String text = text();
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setAllowRecursiveKeys(false);
        try {
            return Optional.ofNullable(new Yaml(new SafeConstructor(options)).compose(new StringReader(text)));
        } catch (MarkedYAMLException e) {
            throw syntaxError(e.getProblemMark(), explain(e.getProblem()));
        } catch (ReaderException e) {
            int line = (int) text.codePoints()
                            .limit(Math.max(0, e.getPosition()))
                            .filter(character -> character == '\n')
                            .count()
                    + 1;
            throw failure(
                    path + ":" + line, "holds a control character (U+%04X); remove it".formatted(e.getCodePoint()));
        } catch (RuntimeException e) {
            // SnakeYAML lets a few exceptions of the JDK through on malformed escapes; their texts may quote the file.
            throw failure(path.toString(), "is not valid YAML, or nested too deeply; see config.example.yaml");
        }
    }

    private String text() throws ConfigException {
        if (Files.isDirectory(path)) {
            throw failure(path.toString(), "is a folder, not a file; name the file in it");
        }
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw failure(path.toString(), "is larger than 1 MiB, so it is not a configuration");
            }
            byte[] bytes = Files.readAllBytes(path);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw failure(path.toString(), "is not UTF-8 text; save it as UTF-8");
        } catch (AccessDeniedException e) {
            throw failure(path.toString(), "cannot be read: permission denied");
        } catch (IOException e) {
            throw failure(path.toString(), "cannot be read: " + e.getMessage());
        }
    }

    private static String explain(@Nullable String problem) {
        String reason = problem == null ? "is malformed" : problem.strip();
        if (reason.contains("\\t") || reason.contains("\t")) {
            return "a tab where YAML wants spaces; indent with spaces only";
        }
        if (reason.contains("that cannot start any token")) {
            return "a value starts with a character that YAML reserves; put the value in quotes, as in \"@name\"";
        }
        if (reason.startsWith("found undefined") || reason.startsWith("found duplicate")) {
            // The rest of SnakeYAML's sentence quotes the value, which may be a secret.
            return "a value starts with *, & or !, which mean something in YAML; put the value in quotes";
        }
        return "is not valid YAML: " + reason;
    }

    private ConfigException syntaxError(@Nullable Mark mark, String message) {
        String where =
                mark == null ? path.toString() : path + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        return failure(where, message);
    }

    private static ConfigException failure(String where, String message) {
        return new ConfigException(new Problem(where, "", message));
    }
}
