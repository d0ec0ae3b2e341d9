package dev.tgarchiver.localtelegram.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operand stack and the variables at one place of a method's code. A {@code long} takes two places on the stack. */
final class Frame {

    private final List<Value> stack = new ArrayList<>();
    private final Map<Integer, Value> variables = new HashMap<>();

    Frame copy() {
        Frame copy = new Frame();
        copy.stack.addAll(stack);
        copy.variables.putAll(variables);
        return copy;
    }

    /** What is known at a place that is reached from here and from there. */
    Frame joinedWith(Frame other) {
        Frame joined = new Frame();
        for (int i = 0; i < Math.min(stack.size(), other.stack.size()); i++) {
            joined.stack.add(Value.either(stack.get(i), other.stack.get(i)));
        }
        variables.forEach((index, value) -> joined.store(index, Value.either(value, other.load(index))));
        return joined;
    }

    void push(Value value) {
        stack.add(value);
    }

    void push(int count) {
        for (int i = 0; i < count; i++) {
            push(Value.UNKNOWN);
        }
    }

    /** The topmost value. Where the way to a place is not followed, nothing is known of its stack. */
    Value pop() {
        return stack.isEmpty() ? Value.UNKNOWN : stack.remove(stack.size() - 1);
    }

    void pop(int count) {
        for (int i = 0; i < count; i++) {
            pop();
        }
    }

    /** Puts the {@code count} topmost values once more on the stack, below the {@code below} values under them. */
    void duplicate(int count, int below) {
        List<Value> top = new ArrayList<>();
        for (int i = 0; i < count + below; i++) {
            top.add(0, pop());
        }
        stack.addAll(top.subList(below, below + count));
        stack.addAll(top);
    }

    Value load(int variable) {
        return variables.getOrDefault(variable, Value.UNKNOWN);
    }

    void store(int variable, Value value) {
        variables.put(variable, value);
    }
}
