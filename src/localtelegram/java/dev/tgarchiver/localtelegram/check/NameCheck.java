package dev.tgarchiver.localtelegram.check;

import dev.tgarchiver.localtelegram.check.ClassFile.Member;
import dev.tgarchiver.localtelegram.tl.Schema;
import dev.tgarchiver.localtelegram.tl.TlException;
import dev.tgarchiver.localtelegram.tl.TlObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds names in handlers that the schema does not have: a constructor in {@code tl("…")}, a field in {@code set("…")} or
 * {@code intAt("…")}, a method that is registered. It reads the compiled classes, so that a wrong name is found when the server
 * starts, and not when a client makes the call. Names that the code puts together are checked when they are written.
 *
 * <p>Of an object whose constructor is not known here, the field must be one of any constructor.
 */
public final class NameCheck {

    private static final String TL_OBJECT = internalName(TlObject.class);
    private static final int NAMES_TOLD = 2;
    private static final Set<String> SETTERS = Set.of("set", "setIf", "flag");

    private final Schema schema;
    private final String registry;
    private final Map<String, ClassFile> files = new LinkedHashMap<>();
    private final Map<Member, Value> arguments = new HashMap<>();
    private final Set<String> wrong = new TreeSet<>();

    private NameCheck(Schema schema, String registry) {
        this.schema = schema;
        this.registry = registry;
    }

    /**
     * Checks a class and every class of its package that it leads to.
     *
     * @param registry has methods that take a method's name and, as a lambda, its handler
     * @throws TlException that names each place where a name is wrong
     */
    public static void check(Schema schema, Class<?> first, Class<?> registry) {
        check(new NameCheck(schema, internalName(registry)), first);
    }

    /** The same, where no methods are registered. */
    public static void check(Schema schema, Class<?> first) {
        check(new NameCheck(schema, ""), first);
    }

    private static void check(NameCheck check, Class<?> first) {
        check.read(internalName(first));
        // Which methods are registered must be known before their handlers are looked at.
        check.walk();
        check.wrong.clear();
        check.walk();
        if (!check.wrong.isEmpty()) {
            throw new TlException("The schema does not have:\n  " + String.join("\n  ", check.wrong));
        }
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private void read(String first) {
        String folder = first.substring(0, first.lastIndexOf('/') + 1);
        Deque<String> waiting = new ArrayDeque<>(List.of(first));
        while (!waiting.isEmpty()) {
            String name = waiting.remove();
            if (files.containsKey(name)) {
                continue;
            }
            ClassFile file = ClassFile.read(name);
            files.put(name, file);
            file.classes().stream()
                    .filter(other -> other.startsWith(folder) && other.indexOf('/', folder.length()) < 0)
                    .forEach(waiting::add);
        }
    }

    private void walk() {
        files.forEach((name, file) -> {
            for (ClassFile.Method method : file.methods()) {
                String place = name.substring(name.lastIndexOf('/') + 1) + "." + method.name();
                new MethodWalk(
                                file,
                                method,
                                parameters(name, method),
                                (called, values, line) -> called(called, values, place + ", line " + line))
                        .run();
            }
        });
    }

    /** A handler's TL object holds the arguments of the methods that it is registered for. */
    private List<Value> parameters(String owner, ClassFile.Method method) {
        Value own = arguments.getOrDefault(new Member(owner, method.name(), method.descriptor()), Value.UNKNOWN);
        List<Value> values = new ArrayList<>();
        for (String type : Descriptor.parse(method.descriptor()).parameters()) {
            values.add(type.equals("L" + TL_OBJECT + ";") ? own : Value.UNKNOWN);
        }
        return values;
    }

    private Value called(Member method, List<Value> values, String place) {
        if (method.owner().equals(TL_OBJECT)) {
            return ofTlObject(method, values, place);
        }
        if (method.owner().equals(registry)
                && values.size() > 2
                && values.get(1) instanceof Value.Text name
                && values.get(2) instanceof Value.Lambda handler) {
            register(name.text(), handler.method(), place);
        }
        return Value.UNKNOWN;
    }

    private void register(String name, Member handler, String place) {
        if (schema.hasMethod(name)) {
            arguments.merge(handler, new Value.Tl(Set.of(name)), Value::either);
        } else {
            wrong.add(place + ": the method " + name);
        }
    }

    private Value ofTlObject(Member method, List<Value> values, String place) {
        if (method.name().equals("tl")) {
            return values.get(0) instanceof Value.Text name ? made(name.text(), place) : Value.UNKNOWN;
        }
        int position = method.name().equals("setIf") ? 2 : 1;
        if (values.size() <= position || !(values.get(position) instanceof Value.Text name)) {
            return SETTERS.contains(method.name()) ? values.get(0) : Value.UNKNOWN;
        }
        Value object = values.get(0);
        if (method.name().equals("is")) {
            if (!isKnown(name.text())
                    || (object instanceof Value.Tl tl && !tl.names().contains(name.text()))) {
                wrong.add(place + ": the constructor " + name.text() + of(object));
            }
            return Value.UNKNOWN;
        }
        boolean set = SETTERS.contains(method.name());
        if (!has(object, name.text(), set)) {
            wrong.add(place + ": the field " + name.text() + of(object));
        }
        return set ? object : held(object, name.text());
    }

    private Value made(String name, String place) {
        if (isKnown(name)) {
            return new Value.Tl(Set.of(name));
        }
        wrong.add(place + ": the constructor " + name);
        return Value.UNKNOWN;
    }

    private boolean isKnown(String name) {
        return schema.hasConstructor(name) || schema.hasMethod(name);
    }

    /** What is set must be a field of all possible constructors; what is read, of one: the code has looked which it is. */
    private boolean has(Value object, String field, boolean all) {
        if (!(object instanceof Value.Tl tl)) {
            return schema.hasField(field);
        }
        return all
                ? tl.names().stream().allMatch(name -> schema.hasField(name, field))
                : tl.names().stream().anyMatch(name -> schema.hasField(name, field));
    }

    private Value held(Value object, String field) {
        Set<String> constructors = new TreeSet<>();
        if (object instanceof Value.Tl tl) {
            tl.names().stream()
                    .filter(name -> schema.hasField(name, field))
                    .forEach(name -> constructors.addAll(schema.constructorsOf(name, field)));
        }
        return constructors.isEmpty() ? Value.UNKNOWN : new Value.Tl(constructors);
    }

    private static String of(Value object) {
        if (!(object instanceof Value.Tl tl)) {
            return "";
        }
        String names = tl.names().stream().sorted().limit(NAMES_TOLD).collect(Collectors.joining(" or "));
        return " of " + names + (tl.names().size() > NAMES_TOLD ? " and the like" : "");
    }
}
