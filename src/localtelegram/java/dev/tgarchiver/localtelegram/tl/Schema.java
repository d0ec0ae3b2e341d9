package dev.tgarchiver.localtelegram.tl;

import dev.tgarchiver.localtelegram.tl.Combinator.Field;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Constructors and methods by name and by id, read from TL texts. The texts hold all types of the layer, and the
 * methods that the server speaks; of every other method the name is known, so that a call of it can be told. Immutable once loaded.
 */
public final class Schema {

    private static final String FOLDER = "/localtelegram/";
    private static final Pattern COMBINATOR = Pattern.compile("([\\w.]+)#([0-9a-f]+)\\s+(.*?)=\\s*([\\w.<> %]+);");

    /** MTProto and layer 227, as the server speaks them. */
    public static final Schema SERVER = load();

    private final Map<Integer, Combinator> constructorsById = new HashMap<>();
    private final Map<String, Combinator> constructorsByName = new HashMap<>();
    private final Map<String, List<Combinator>> constructorsByType = new HashMap<>();
    private final Map<Integer, Combinator> methodsById = new HashMap<>();
    private final Map<String, Combinator> methodsByName = new HashMap<>();
    private final Map<Integer, String> methodNames = new HashMap<>();
    private final Set<String> fieldNames = new HashSet<>();

    private Schema() {}

    private static Schema load() {
        Schema schema = new Schema();
        schema.readCombinators("mtproto.tl");
        schema.readCombinators("telegram.tl");
        schema.readCombinators("types.tl");
        schema.readMethodNames("method-names.txt");
        return schema;
    }

    /** The name of a method by its id, or the id as text when no method of the layer has it. */
    public String methodName(int id) {
        Combinator method = methodsById.get(id);
        String name = method == null ? methodNames.get(id) : method.name();
        return name == null ? String.format("#%08x", id) : name;
    }

    /** Whether the server knows what arguments a method takes. */
    public boolean understands(int methodId) {
        return methodsById.containsKey(methodId);
    }

    /** Whether there is a constructor of this name. */
    public boolean hasConstructor(String name) {
        return constructorsByName.containsKey(name);
    }

    /** Whether the server knows what arguments a method takes, by its name. */
    public boolean hasMethod(String name) {
        return methodsByName.containsKey(name);
    }

    /** Whether a constructor or method has a field. */
    public boolean hasField(String combinator, String field) {
        return constructor(combinator).fields().stream()
                .anyMatch(each -> each.name().equals(field));
    }

    /** Whether any constructor or method has a field of this name. */
    public boolean hasField(String field) {
        return fieldNames.contains(field);
    }

    /** The constructors of what a field holds, or of the elements of a vector; empty for what is not an object. */
    public Set<String> constructorsOf(String combinator, String field) {
        Set<String> names = new TreeSet<>();
        for (Field each : constructor(combinator).fields()) {
            TlType type =
                    each.type().element() == null ? each.type() : each.type().element();
            if (each.name().equals(field) && type.kind() == TlType.Kind.BOXED) {
                constructorsOf(type.name()).forEach(constructor -> names.add(constructor.name()));
            }
        }
        return names;
    }

    /** The id of a constructor. */
    public int id(String constructor) {
        return constructor(constructor).id();
    }

    /**
     * An object with all that its constructor must have: what is not given is 0, empty, or the object that says so.
     *
     * @throws TlException when a name or a type in it is not the schema's, with the place in the object
     */
    public TlObject complete(TlObject object) {
        return new Completion(this).complete(object);
    }

    /** The type that a constructor makes. */
    public String typeOf(String constructor) {
        return constructor(constructor).result();
    }

    /** The constructors of a type. */
    List<Combinator> constructorsOf(String type) {
        return constructorsByType.getOrDefault(type, List.of());
    }

    Combinator constructor(String name) {
        Combinator found = constructorsByName.get(name);
        if (found == null) {
            found = methodsByName.get(name);
        }
        if (found == null) {
            throw new TlException("The schema has no constructor or method " + name);
        }
        return found;
    }

    @Nullable
    Combinator constructor(int id) {
        return constructorsById.get(id);
    }

    @Nullable
    Combinator method(int id) {
        return methodsById.get(id);
    }

    private void readCombinators(String resource) {
        boolean functions = false;
        for (String line : lines(resource)) {
            if (line.startsWith("---")) {
                functions = line.equals("---functions---");
            } else if (!line.isBlank() && !line.startsWith("//")) {
                Combinator combinator = parse(line);
                (functions ? methodsById : constructorsById).put(combinator.id(), combinator);
                (functions ? methodsByName : constructorsByName).put(combinator.name(), combinator);
                combinator.fields().forEach(field -> fieldNames.add(field.name()));
                if (!functions) {
                    constructorsByType
                            .computeIfAbsent(combinator.result(), type -> new ArrayList<>())
                            .add(combinator);
                }
            }
        }
    }

    private void readMethodNames(String resource) {
        for (String line : lines(resource)) {
            if (!line.startsWith("#")) {
                int space = line.indexOf(' ');
                methodNames.put(Integer.parseUnsignedInt(line.substring(0, space), 16), line.substring(space + 1));
            }
        }
    }

    static Combinator parse(String line) {
        Matcher matcher = COMBINATOR.matcher(line);
        if (!matcher.matches()) {
            throw new TlException("Not a TL combinator: " + line);
        }
        List<Field> fields = new ArrayList<>();
        for (String field : matcher.group(3).trim().split("\\s+")) {
            if (!field.isEmpty() && !field.startsWith("{")) {
                fields.add(parseField(field));
            }
        }
        int id = Integer.parseUnsignedInt(matcher.group(2), 16);
        return new Combinator(matcher.group(1), id, List.copyOf(fields), matcher.group(4));
    }

    private static Field parseField(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(0, colon);
        String type = text.substring(colon + 1);
        int question = type.indexOf('?');
        if (question < 0) {
            return new Field(name, TlType.parse(type), null, 0);
        }
        int dot = type.indexOf('.');
        int bit = Integer.parseInt(type.substring(dot + 1, question));
        return new Field(name, TlType.parse(type.substring(question + 1)), type.substring(0, dot), bit);
    }

    private static List<String> lines(String resource) {
        try (InputStream stream = Objects.requireNonNull(Schema.class.getResourceAsStream(FOLDER + resource));
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
