package dev.tgarchiver.storage.naming;

import dev.tgarchiver.storage.naming.TemplatePart.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Assembles one component of a path, and cuts only fields that may be cut. */
final class ComponentName {

    /** Separators that a template puts around a field, and that remain when the field is empty. */
    private static final Pattern LOOSE_ENDS = Pattern.compile("^[\\s_-]+|[\\s_-]+$");

    /** The minimum that a cut field keeps, so that several long fields share the space. */
    private static final int LEAST_BYTES = 8;

    private ComponentName() {}

    /**
     * A safe name.
     *
     * @param extension the extension without dot, which ends the name; empty for a folder
     */
    static String of(List<TemplatePart> parts, FieldValues values, String extension) {
        List<String> texts = new ArrayList<>(parts.stream().map(values::text).toList());
        int room = SafeName.MAX_BYTES - (extension.isEmpty() ? 0 : 1 + FileName.bytes(extension));
        while (bytes(texts) > room && shorten(parts, texts, bytes(texts) - room)) {
            // Each round cuts the longest field.
        }
        String joined = String.join("", texts);
        String name = texts.contains("") ? LOOSE_ENDS.matcher(joined).replaceAll("") : joined;
        String safe = SafeName.of(name, fallback(parts));
        return extension.isEmpty() ? safe : SafeName.of(safe + "." + extension, fallback(parts));
    }

    /**
     * Cuts the longest field that may be cut, at most to the length of the second longest; false when no field can be
     * cut.
     */
    private static boolean shorten(List<TemplatePart> parts, List<String> texts, int excess) {
        int longest = -1;
        int second = LEAST_BYTES;
        for (int i = 0; i < texts.size(); i++) {
            if (parts.get(i) instanceof Value value && value.field().mayBeCut()) {
                if (longest < 0 || size(texts, i) > size(texts, longest)) {
                    second = longest < 0 ? second : Math.max(second, size(texts, longest));
                    longest = i;
                } else {
                    second = Math.max(second, size(texts, i));
                }
            }
        }
        if (longest < 0 || size(texts, longest) <= LEAST_BYTES) {
            return false;
        }
        int before = size(texts, longest);
        int wanted = Math.max(before - excess, Math.min(second, before - 1));
        texts.set(longest, FileName.cut(texts.get(longest), wanted));
        return true;
    }

    private static int size(List<String> texts, int index) {
        return FileName.bytes(texts.get(index));
    }

    private static int bytes(List<String> texts) {
        return texts.stream().mapToInt(FileName::bytes).sum();
    }

    private static String fallback(List<TemplatePart> parts) {
        return parts.stream()
                .filter(Value.class::isInstance)
                .map(part -> "no_" + ((Value) part).field().key())
                .findFirst()
                .orElse("_");
    }
}
