package dev.tgarchiver.localtelegram.check;

import dev.tgarchiver.localtelegram.check.ClassFile.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Goes through a method's code once, from its first instruction to its last, and keeps track of strings and TL objects on the
 * way. Ways that part come together again where the compiler has them do so: further down.
 */
final class MethodWalk {

    /** Is told of every call of a method. */
    @FunctionalInterface
    interface Calls {

        /**
         * Says what is known of the result.
         *
         * @param arguments the receiver comes first, but for static methods
         */
        Value called(Member method, List<Value> arguments, int line);
    }

    private final ClassFile file;
    private final ClassFile.Method method;
    private final Calls calls;
    private final Map<Integer, Frame> ahead = new HashMap<>();
    private Frame frame = new Frame();

    /** {@code parameters} are what is known of the method's parameters. */
    MethodWalk(ClassFile file, ClassFile.Method method, List<Value> parameters, Calls calls) {
        this.file = file;
        this.method = method;
        this.calls = calls;
        int variable = method.isStatic() ? 0 : 1;
        List<String> types = Descriptor.parse(method.descriptor()).parameters();
        for (int i = 0; i < types.size(); i++) {
            frame.store(variable, parameters.get(i));
            variable += Descriptor.size(types.get(i));
        }
    }

    void run() {
        byte[] code = method.code();
        boolean reached = true;
        for (int at = 0; at < code.length; at += Instructions.length(code, at)) {
            Frame jumped = ahead.remove(at);
            if (jumped != null) {
                frame = reached ? frame.joinedWith(jumped) : jumped;
            } else if (!reached) {
                // An exception's handler.
                frame = new Frame();
            }
            int opcode = code[at] & 0xff;
            step(code, at, opcode);
            for (int target : Instructions.targets(code, at)) {
                if (target > at) {
                    ahead.merge(target, frame.copy(), Frame::joinedWith);
                }
            }
            reached = !Instructions.endsBlock(opcode);
        }
    }

    private void step(byte[] code, int at, int opcode) {
        if (opcode == Instructions.LDC || opcode == Instructions.LDC_W) {
            String text =
                    file.string(opcode == Instructions.LDC ? code[at + 1] & 0xff : Instructions.shortAt(code, at + 1));
            frame.push(text == null ? Value.UNKNOWN : new Value.Text(text));
        } else if (opcode == Instructions.ALOAD) {
            frame.push(frame.load(code[at + 1] & 0xff));
        } else if (opcode >= Instructions.ALOAD_0 && opcode <= Instructions.ALOAD_3) {
            frame.push(frame.load(opcode - Instructions.ALOAD_0));
        } else if (opcode == Instructions.ASTORE) {
            frame.store(code[at + 1] & 0xff, frame.pop());
        } else if (opcode >= Instructions.ASTORE_0 && opcode <= Instructions.ASTORE_3) {
            frame.store(opcode - Instructions.ASTORE_0, frame.pop());
        } else if (opcode >= Instructions.DUP && opcode < Instructions.DUP2) {
            frame.duplicate(1, opcode - Instructions.DUP);
        } else if (opcode >= Instructions.DUP2 && opcode <= Instructions.DUP2_X2) {
            frame.duplicate(2, opcode - Instructions.DUP2);
        } else if (opcode >= Instructions.GETSTATIC && opcode <= Instructions.PUTFIELD) {
            field(opcode, file.member(Instructions.shortAt(code, at + 1)));
        } else if (opcode >= Instructions.INVOKEVIRTUAL && opcode <= Instructions.INVOKEDYNAMIC) {
            invoke(opcode, Instructions.shortAt(code, at + 1), line(at));
        } else if (opcode == Instructions.MULTIANEWARRAY) {
            frame.pop(code[at + 3]);
            frame.push(1);
        } else if (opcode == Instructions.WIDE) {
            throw new IllegalStateException(method.name() + " has more variables than are understood here");
        } else if (opcode != Instructions.CHECKCAST) {
            frame.pop(Instructions.pops(opcode));
            frame.push(Instructions.pushes(opcode));
        }
    }

    private void field(int opcode, Member field) {
        int size = Descriptor.size(field.descriptor());
        boolean put = opcode == Instructions.PUTSTATIC || opcode == Instructions.PUTFIELD;
        boolean ofObject = opcode == Instructions.GETFIELD || opcode == Instructions.PUTFIELD;
        frame.pop((put ? size : 0) + (ofObject ? 1 : 0));
        frame.push(put ? 0 : size);
    }

    private void invoke(int opcode, int index, int line) {
        boolean dynamic = opcode == Instructions.INVOKEDYNAMIC;
        Member called = dynamic ? file.dynamicCall(index) : file.member(index);
        Descriptor descriptor = Descriptor.parse(called.descriptor());
        List<Value> arguments = new ArrayList<>();
        List<String> types = new ArrayList<>(descriptor.parameters());
        Collections.reverse(types);
        for (String type : types) {
            frame.pop(Descriptor.size(type) - 1);
            arguments.add(0, frame.pop());
        }
        if (dynamic) {
            Member lambda = file.lambda(index);
            frame.push(lambda == null ? Value.UNKNOWN : new Value.Lambda(lambda));
            return;
        }
        if (opcode != Instructions.INVOKESTATIC) {
            arguments.add(0, frame.pop());
        }
        Value result = calls.called(called, arguments, line);
        int size = Descriptor.size(descriptor.result());
        if (size == 1) {
            frame.push(result);
        } else {
            frame.push(size);
        }
    }

    private int line(int at) {
        return Objects.requireNonNullElse(method.lines().floorEntry(at), Map.entry(0, 0))
                .getValue();
    }
}
