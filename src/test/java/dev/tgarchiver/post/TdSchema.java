package dev.tgarchiver.post;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a message of TDLib can hold, read from its schema. */
final class TdSchema {

    /** @param type of the schema: int32, string, vector&lt;…&gt;, a constructor or a class of constructors */
    record Field(String name, String type) {}

    record Constructor(String name, List<Field> fields, String result) {}

    private static final Pattern LINE = Pattern.compile("(\\w+)((?: \\w+:\\S+)*) = (\\w+);");

    private final Map<String, Constructor> constructors = new LinkedHashMap<>();
    private final Map<String, List<Constructor>> classes = new LinkedHashMap<>();

    /** The constructors that a message reaches. */
    static TdSchema ofMessages() {
        try (InputStream schema = TdSchema.class.getResourceAsStream("/td/message.tl")) {
            return new TdSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TdSchema(String text) {
        for (String line : text.lines().filter(line -> !line.startsWith("//")).toList()) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException("not a constructor: " + line);
            }
            List<Field> fields = new ArrayList<>();
            for (String field : parts.group(2).trim().split(" ")) {
                if (!field.isEmpty()) {
                    fields.add(
                            new Field(field.substring(0, field.indexOf(':')), field.substring(field.indexOf(':') + 1)));
                }
            }
            Constructor constructor = new Constructor(parts.group(1), fields, parts.group(3));
            constructors.put(constructor.name(), constructor);
            classes.computeIfAbsent(constructor.result(), name -> new ArrayList<>())
                    .add(constructor);
        }
    }

    /** The constructors that a field of a type can hold. */
    List<Constructor> of(String type) {
        Constructor one = constructors.get(type);
        return one == null ? classes.getOrDefault(type, List.of()) : List.of(one);
    }

    List<String> contents() {
        return of("MessageContent").stream().map(Constructor::name).toList();
    }
}
