package dev.tgarchiver.localtelegram.check;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a compiled class says of its methods: their code, with the lines that it comes from. Immutable once read. */
final class ClassFile {

    /** A method that has code. The line numbers are by the offset where a line's code starts. */
    @SuppressWarnings("ArrayRecordComponent") // methods are not compared
    record Method(String name, String descriptor, boolean isStatic, byte[] code, TreeMap<Integer, Integer> lines) {}

    /** A class's method or field that code refers to. No class owns a dynamic call. */
    record Member(String owner, String name, String descriptor) {}

    /** Constants that refer to others by their indexes. */
    private record ClassName(int name) {}

    private record Text(int utf8) {}

    private record Handle(int member) {}

    private record Pair(int first, int second) {}

    private static final int ACC_STATIC = 0x0008;

    private final @Nullable Object[] constants;
    private final List<Method> methods = new ArrayList<>();
    private final Map<Integer, List<Integer>> bootstrapArguments = new HashMap<>();

    private ClassFile(DataInputStream in) throws IOException {
        in.readInt();
        in.readInt();
        constants = readConstants(in);
        skip(in, 6);
        skip(in, 2 * in.readUnsignedShort());
        readMembers(in, false);
        readMembers(in, true);
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            String name = text(in.readUnsignedShort());
            int length = in.readInt();
            if (name.equals("BootstrapMethods")) {
                readBootstrapMethods(in);
            } else {
                skip(in, length);
            }
        }
    }

    /** Reads a class by its name with slashes, from where this class comes from. */
    static ClassFile read(String name) {
        try (InputStream bytes =
                Objects.requireNonNull(ClassFile.class.getResourceAsStream("/" + name + ".class"), name)) {
            return new ClassFile(new DataInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Method> methods() {
        return methods;
    }

    /** The names of all classes that this one refers to. */
    Set<String> classes() {
        Set<String> names = new LinkedHashSet<>();
        for (Object constant : constants) {
            if (constant instanceof ClassName name) {
                names.add(text(name.name()));
            }
        }
        return names;
    }

    /** A string constant, or null when the constant is another one. */
    @Nullable
    String string(int index) {
        return constants[index] instanceof Text text ? text(text.utf8()) : null;
    }

    /** The method or field at an index. */
    Member member(int index) {
        Pair reference = (Pair) Objects.requireNonNull(constants[index]);
        ClassName owner = (ClassName) Objects.requireNonNull(constants[reference.first()]);
        return member(text(owner.name()), reference);
    }

    /** The dynamic call at an index: no class owns it. */
    Member dynamicCall(int index) {
        return member("", (Pair) Objects.requireNonNull(constants[index]));
    }

    private Member member(String owner, Pair reference) {
        Pair nameAndType = (Pair) Objects.requireNonNull(constants[reference.second()]);
        return new Member(owner, text(nameAndType.first()), text(nameAndType.second()));
    }

    /** The method that a lambda or a method reference runs, or null for other dynamic calls. */
    @Nullable
    Member lambda(int index) {
        Pair dynamic = (Pair) Objects.requireNonNull(constants[index]);
        for (int argument : bootstrapArguments.getOrDefault(dynamic.first(), List.of())) {
            if (constants[argument] instanceof Handle handle) {
                return member(handle.member());
            }
        }
        return null;
    }

    private static @Nullable Object[] readConstants(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        @Nullable Object[] constants = new Object[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants[i] = in.readUTF();
                case 3, 4 -> skip(in, 4);
                case 5, 6 -> {
                    skip(in, 8);
                    i++;
                }
                case 7 -> constants[i] = new ClassName(in.readUnsignedShort());
                case 8 -> constants[i] = new Text(in.readUnsignedShort());
                case 9, 10, 11, 12, 17, 18 -> constants[i] = new Pair(in.readUnsignedShort(), in.readUnsignedShort());
                case 15 -> {
                    skip(in, 1);
                    constants[i] = new Handle(in.readUnsignedShort());
                }
                case 16, 19, 20 -> skip(in, 2);
                default -> throw new IOException("Unknown constant of kind " + tag);
            }
        }
        return constants;
    }

    private void readMembers(DataInputStream in, boolean areMethods) throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            boolean isStatic = (in.readUnsignedShort() & ACC_STATIC) != 0;
            String name = text(in.readUnsignedShort());
            String descriptor = text(in.readUnsignedShort());
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                String attribute = text(in.readUnsignedShort());
                int length = in.readInt();
                if (areMethods && attribute.equals("Code")) {
                    methods.add(readCode(in, name, descriptor, isStatic));
                } else {
                    skip(in, length);
                }
            }
        }
    }

    private Method readCode(DataInputStream in, String name, String descriptor, boolean isStatic) throws IOException {
        skip(in, 4);
        byte[] code = new byte[in.readInt()];
        in.readFully(code);
        skip(in, 8 * in.readUnsignedShort());
        TreeMap<Integer, Integer> lines = new TreeMap<>();
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
            String attribute = text(in.readUnsignedShort());
            int length = in.readInt();
            if (attribute.equals("LineNumberTable")) {
                for (int left = in.readUnsignedShort(); left > 0; left--) {
                    lines.put(in.readUnsignedShort(), in.readUnsignedShort());
                }
            } else {
                skip(in, length);
            }
        }
        return new Method(name, descriptor, isStatic, code, lines);
    }

    private void readBootstrapMethods(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            skip(in, 2);
            List<Integer> arguments = new ArrayList<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                arguments.add(in.readUnsignedShort());
            }
            bootstrapArguments.put(i, arguments);
        }
    }

    private String text(int index) {
        return (String) Objects.requireNonNull(constants[index]);
    }

    private static void skip(DataInputStream in, int bytes) throws IOException {
        in.skipNBytes(bytes);
    }
}
