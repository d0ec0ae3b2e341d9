package dev.tgarchiver.config;

import dev.tgarchiver.config.ConfigException.Problem;
import dev.tgarchiver.config.value.NearestKey;
import dev.tgarchiver.config.value.Quoted;
import dev.tgarchiver.config.value.RawValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

/** The values of a file for each known key, and its unknown keys. Used by one thread. */
final class FileValues {

    /** A value and the line of its key. */
    record Entry(RawValue value, Origin.InFile origin) {}

    /**
     * A channel of the list with its own keys.
     *
     * @param position in the list, counted from 1
     * @param own by the full key of the setting
     */
    record ChannelEntry(int position, String channel, Map<String, Entry> own) {}

    private static final String CHANNELS = "channels";
    private static final String CHANNEL = "channel";
    private static final String SELECT = "download.select.";

    private final List<ChannelEntry> channelEntries = new ArrayList<>();
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

    /** No values. */
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

    /** The channels with their own keys, in their order. */
    List<ChannelEntry> channelEntries() {
        return channelEntries;
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

    // Descends only as deep as the known keys, so that neither aliases nor nesting make it slow.
    private void readSection(MappingNode section, String prefix) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : section.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problem(tuple.getKeyNode(), prefix, "has a key that is not text");
                continue;
            }
            String key = prefix + name.getValue();
            if (!seen.add(key)) {
                problem(name, key, "is given twice; remove one");
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
            problem(name, Quoted.of(key), "is an unknown key; " + advice);
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
                } else if (item instanceof MappingNode mapping && key.equals(CHANNELS)) {
                    readChannel(mapping, texts);
                } else {
                    problem(item, key, "has an entry that is not text; write one value after each dash");
                    return;
                }
            }
            entries.put(key, new Entry(new RawValue.Items(texts), origin));
        } else {
            problem(name, key, "is a section where a value is expected");
        }
    }

    /** A channel with its own keys: {@code {channel: "@name", types: [audio]}}. */
    private void readChannel(MappingNode mapping, List<String> texts) {
        String label = CHANNELS + "[" + (texts.size() + 1) + "]";
        Map<String, Entry> own = new LinkedHashMap<>();
        String channel = "";
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            Node value = tuple.getValueNode();
            String key = SELECT + name;
            if (!seen.add(name)) {
                problem(tuple.getKeyNode(), label + "." + name, "is given twice; remove one");
            } else if (name.equals(CHANNEL) && value instanceof ScalarNode scalar && !isNothing(value)) {
                channel = scalar.getValue();
            } else if (name.equals(CHANNEL)) {
                problem(tuple.getKeyNode(), label + "." + name, "is not text; write channel: \"@name\"");
            } else if (keys.contains(key)) {
                int before = problems.size();
                // Read like the default, but named after the channel.
                Entry kept = entries.remove(key);
                readValue((ScalarNode) tuple.getKeyNode(), key, value);
                Optional.ofNullable(entries.remove(key)).ifPresent(entry -> own.put(key, entry));
                if (kept != null) {
                    entries.put(key, kept);
                }
                relabel(before, key, label + "." + name);
            } else {
                String near = nearest.to(key)
                        .filter(candidate -> candidate.startsWith(SELECT))
                        .map(candidate -> "did you mean " + candidate.substring(SELECT.length()) + "?")
                        .orElse("a channel has the key channel, and those of download.select");
                problem(tuple.getKeyNode(), Quoted.of(label + "." + name), "is an unknown key; " + near);
            }
        }
        if (channel.isBlank()) {
            if (!seen.contains(CHANNEL)) {
                problem(mapping, label, "names no channel; write channel: \"@name\" beside its other keys");
            }
        } else {
            texts.add(channel);
            channelEntries.add(new ChannelEntry(texts.size(), channel, own));
        }
    }

    private void relabel(int from, String key, String label) {
        for (int i = from; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            if (problem.key().equals(key)) {
                problems.set(i, new Problem(problem.where(), label, problem.message()));
            }
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
