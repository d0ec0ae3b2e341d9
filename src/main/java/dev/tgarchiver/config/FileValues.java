package dev.tgarchiver.config;

import dev.tgarchiver.config.ConfigException.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What a file says about each known key, and what in it is no known key. Used by one thread. */
final class FileValues {

    /** A value and the line of its key. */
    record Entry(RawValue value, Origin.InFile origin) {}

    private final Path file;
    private final Set<String> keys;
    private final Set<String> sections = new HashSet<>();
    private final NearestKey nearest;
    private final Map<String, Entry> entries = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private FileValues(Path file, List<String> keys) {
        this.file = file;
        this.keys = Set.copyOf(keys);
        for (String key : keys) {
            for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
                sections.add(key.substring(0, dot));
            }
        }
        List<String> names = new ArrayList<>(keys);
        names.addAll(sections);
        nearest = new NearestKey(names);
    }

    /** Nothing at all. */
    static FileValues none() {
        return new FileValues(Path.of(""), List.of());
    }

    /** Sorts a file's tree by key. */
    static FileValues of(Path file, Optional<Node> root, List<String> keys) {
        FileValues values = new FileValues(file, keys);
        root.ifPresent(values::readRoot);
        return values;
    }

    Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    List<Problem> problems() {
        return problems;
    }

    private void readRoot(Node root) {
        if (root instanceof MappingNode mapping) {
            readSection(mapping, "");
        } else if (!isNothing(root)) {
            problem(root, "", "holds no keys; a line looks like \"data_dir: ./data\", see config.example.yaml");
        }
    }

    // Goes as deep as the known keys do, so that neither aliases nor nesting can make it run long.
    private void readSection(MappingNode section, String prefix) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : section.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problem(tuple.getKeyNode(), prefix, "has a key that is no text");
                continue;
            }
            String key = prefix + name.getValue();
            if (!seen.add(key)) {
                problem(name, key, "is there twice; remove one");
            } else {
                readKey(name, key, tuple.getValueNode());
            }
        }
    }

    private void readKey(ScalarNode name, String key, Node value) {
        if (sections.contains(key)) {
            if (value instanceof MappingNode mapping) {
                readSection(mapping, key + ".");
            } else if (!isNothing(value)) {
                problem(name, key, "is a section; write its keys below it, each indented by two spaces");
            }
        } else if (keys.contains(key)) {
            readValue(name, key, value);
        } else {
            String advice = nearest.to(key)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("config.example.yaml has all keys");
            problem(name, Quoted.of(key), "is no known key; " + advice);
        }
    }

    private void readValue(ScalarNode name, String key, Node value) {
        Origin.InFile origin = new Origin.InFile(file, line(name));
        if (isNothing(value)) {
            return;
        }
        if (value instanceof ScalarNode scalar) {
            entries.put(key, new Entry(new RawValue.Scalar(scalar.getValue()), origin));
        } else if (value instanceof SequenceNode sequence) {
            List<String> texts = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar && !isNothing(item)) {
                    texts.add(scalar.getValue());
                } else {
                    problem(item, key, "has an entry that is no text; write one value after each dash");
                    return;
                }
            }
            entries.put(key, new Entry(new RawValue.Items(texts), origin));
        } else {
            problem(name, key, "is a section where a value is expected");
        }
    }

    private static boolean isNothing(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private void problem(Node node, String key, String message) {
        problems.add(new Problem(new Origin.InFile(file, line(node)).describe(), key, message));
    }
}
