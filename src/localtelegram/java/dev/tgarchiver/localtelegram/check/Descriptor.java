package dev.tgarchiver.localtelegram.check;

import java.util.ArrayList;
import java.util.List;

/** The types of a method's parameters and of its result, as class files write them. */
record Descriptor(List<String> parameters, String result) {

    static Descriptor parse(String text) {
        List<String> parameters = new ArrayList<>();
        int at = 1;
        while (text.charAt(at) != ')') {
            int end = end(text, at);
            parameters.add(text.substring(at, end));
            at = end;
        }
        return new Descriptor(parameters, text.substring(at + 1));
    }

    private static int end(String text, int start) {
        int at = start;
        while (text.charAt(at) == '[') {
            at++;
        }
        return text.charAt(at) == 'L' ? text.indexOf(';', at) + 1 : at + 1;
    }

    /** How many places a type takes on the stack and among the variables. */
    static int size(String type) {
        return switch (type) {
            case "V" -> 0;
            case "J", "D" -> 2;
            default -> 1;
        };
    }
}
