package dev.tgarchiver.localtelegram.check;

/** How long each instruction of the virtual machine is, and how many places it takes off the stack and puts there. */
final class Instructions {

    static final int LDC = 18;
    static final int LDC_W = 19;
    static final int ALOAD = 25;
    static final int ALOAD_0 = 42;
    static final int ALOAD_3 = 45;
    static final int ASTORE = 58;
    static final int ASTORE_0 = 75;
    static final int ASTORE_3 = 78;
    static final int DUP = 89;
    static final int DUP2 = 92;
    static final int DUP2_X2 = 94;
    static final int GOTO = 167;
    static final int TABLESWITCH = 170;
    static final int LOOKUPSWITCH = 171;
    static final int GETSTATIC = 178;
    static final int PUTSTATIC = 179;
    static final int GETFIELD = 180;
    static final int PUTFIELD = 181;
    static final int INVOKEVIRTUAL = 182;
    static final int INVOKESTATIC = 184;
    static final int INVOKEDYNAMIC = 186;
    static final int ATHROW = 191;
    static final int CHECKCAST = 192;
    static final int WIDE = 196;
    static final int MULTIANEWARRAY = 197;

    private static final int FIRST_BRANCH = 153;
    private static final int FIRST_RETURN = 172;
    private static final int LAST_RETURN = 177;
    private static final int IFNULL = 198;
    private static final int IFNONNULL = 199;

    /** Opcodes; places off the stack; places onto it; bytes. Those that are treated one by one are not here, but for bytes. */
    private static final String TABLE = """
            0-8     0 1 1
            9-10    0 2 1
            11-13   0 1 1
            14-15   0 2 1
            16      0 1 2
            17      0 1 3
            18      0 1 2
            19      0 1 3
            20      0 2 3
            21      0 1 2
            22      0 2 2
            23      0 1 2
            24      0 2 2
            25      0 1 2
            26-29   0 1 1
            30-33   0 2 1
            34-37   0 1 1
            38-41   0 2 1
            42-45   0 1 1
            46      2 1 1
            47      2 2 1
            48      2 1 1
            49      2 2 1
            50-53   2 1 1
            54      1 0 2
            55      2 0 2
            56      1 0 2
            57      2 0 2
            58      1 0 2
            59-62   1 0 1
            63-66   2 0 1
            67-70   1 0 1
            71-74   2 0 1
            75-78   1 0 1
            79      3 0 1
            80      4 0 1
            81      3 0 1
            82      4 0 1
            83-86   3 0 1
            87      1 0 1
            88      2 0 1
            89-94   0 0 1
            95      2 2 1
            96      2 1 1
            97      4 2 1
            98      2 1 1
            99      4 2 1
            100     2 1 1
            101     4 2 1
            102     2 1 1
            103     4 2 1
            104     2 1 1
            105     4 2 1
            106     2 1 1
            107     4 2 1
            108     2 1 1
            109     4 2 1
            110     2 1 1
            111     4 2 1
            112     2 1 1
            113     4 2 1
            114     2 1 1
            115     4 2 1
            116     1 1 1
            117     2 2 1
            118     1 1 1
            119     2 2 1
            120     2 1 1
            121     3 2 1
            122     2 1 1
            123     3 2 1
            124     2 1 1
            125     3 2 1
            126     2 1 1
            127     4 2 1
            128     2 1 1
            129     4 2 1
            130     2 1 1
            131     4 2 1
            132     0 0 3
            133     1 2 1
            134     1 1 1
            135     1 2 1
            136-137 2 1 1
            138     2 2 1
            139     1 1 1
            140-141 1 2 1
            142     2 1 1
            143     2 2 1
            144     2 1 1
            145-147 1 1 1
            148     4 1 1
            149-150 2 1 1
            151-152 4 1 1
            153-158 1 0 3
            159-166 2 0 3
            167     0 0 3
            170-171 1 0 1
            172     1 0 1
            173     2 0 1
            174     1 0 1
            175     2 0 1
            176     1 0 1
            177     0 0 1
            178-184 0 0 3
            185-186 0 0 5
            187     0 1 3
            188     1 1 2
            189     1 1 3
            190     1 1 1
            191     1 0 1
            192     0 0 3
            193     1 1 3
            194-195 1 0 1
            196     0 0 4
            197     0 0 4
            198-199 1 0 3
            """;

    private static final int[][] EFFECTS = parse();

    private Instructions() {}

    private static int[][] parse() {
        int[][] effects = new int[IFNONNULL + 1][];
        TABLE.lines().forEach(line -> {
            String[] words = line.split("[ -]+");
            int last = words.length - 4;
            int[] effect = new int[3];
            for (int i = 0; i < effect.length; i++) {
                effect[i] = Integer.parseInt(words[last + 1 + i]);
            }
            for (int opcode = Integer.parseInt(words[0]); opcode <= Integer.parseInt(words[last]); opcode++) {
                effects[opcode] = effect;
            }
        });
        return effects;
    }

    static int pops(int opcode) {
        return EFFECTS[opcode][0];
    }

    static int pushes(int opcode) {
        return EFFECTS[opcode][1];
    }

    /** The bytes of an instruction at an offset of some code. */
    static int length(byte[] code, int at) {
        int opcode = code[at] & 0xff;
        int operands = (at & ~3) + 4;
        return switch (opcode) {
            case TABLESWITCH -> operands + 12 + 4 * (intAt(code, operands + 8) - intAt(code, operands + 4) + 1) - at;
            case LOOKUPSWITCH -> operands + 8 + 8 * intAt(code, operands + 4) - at;
            default -> EFFECTS[opcode][2];
        };
    }

    /** Where else than at the next instruction the code may go on from an offset. */
    static int[] targets(byte[] code, int at) {
        int opcode = code[at] & 0xff;
        if (opcode == TABLESWITCH || opcode == LOOKUPSWITCH) {
            int operands = (at & ~3) + 4;
            boolean table = opcode == TABLESWITCH;
            int count = table ? intAt(code, operands + 8) - intAt(code, operands + 4) + 1 : intAt(code, operands + 4);
            int[] targets = new int[count + 1];
            targets[count] = at + intAt(code, operands);
            for (int i = 0; i < count; i++) {
                targets[i] = at + intAt(code, table ? operands + 12 + 4 * i : operands + 12 + 8 * i);
            }
            return targets;
        }
        boolean branch = (opcode >= FIRST_BRANCH && opcode <= GOTO) || opcode == IFNULL || opcode == IFNONNULL;
        return branch ? new int[] {at + (short) shortAt(code, at + 1)} : new int[0];
    }

    /** Whether the next instruction is not reached from this one. */
    static boolean endsBlock(int opcode) {
        return opcode == GOTO
                || opcode == TABLESWITCH
                || opcode == LOOKUPSWITCH
                || opcode == ATHROW
                || (opcode >= FIRST_RETURN && opcode <= LAST_RETURN);
    }

    static int shortAt(byte[] code, int at) {
        return (code[at] & 0xff) << 8 | (code[at + 1] & 0xff);
    }

    private static int intAt(byte[] code, int at) {
        return shortAt(code, at) << 16 | shortAt(code, at + 2);
    }
}
