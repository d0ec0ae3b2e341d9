package dev.tgarchiver.storage.naming;

import java.util.ArrayList;
import java.util.List;

/** Names that somebody chose in order to do harm, or that do harm by chance. */
public final class HostileNames {

    private HostileNames() {}

    /** All of them; some occur twice. */
    public static List<String> all() {
        List<String> names = new ArrayList<>();
        traversal(names);
        reserved(names);
        characters(names);
        lengths(names);
        collisions(names);
        return names;
    }

    private static void traversal(List<String> names) {
        names.addAll(List.of(
                "..",
                ".",
                "...",
                "....",
                "../x",
                "../../etc/passwd",
                "..\\..\\windows\\system32",
                "/etc/passwd",
                "//host/share",
                "\\\\host\\share",
                "\\\\?\\C:\\x",
                "\\\\.\\PhysicalDrive0",
                "C:\\x",
                "C:x",
                "c:",
                "file:///etc/passwd",
                "a/../../b",
                "a/./b",
                "./",
                "../",
                "..;/",
                "..%2f",
                "%2e%2e%2f",
                "%252e%252e%252f",
                "%c0%ae%c0%ae/",
                "..\u2215x",
                "..\u2044x",
                "..\uFF0Fx",
                "\uFF0E\uFF0E\uFF0F",
                "..\u29F8x",
                "..\uFF3Cx",
                "..\0/x",
                "x\0.jpg",
                ".. ",
                " ..",
                ". .",
                ". . /x",
                "..\u200B",
                "\u200B..",
                ".\u200D.",
                "..\u202E",
                "\uFEFF..",
                "..\u00AD/",
                "~",
                "~root",
                "~/x",
                "$HOME",
                "${HOME}",
                "`id`",
                "$(id)",
                "; rm -rf .",
                "| cat",
                "& calc",
                "x\ny",
                "x\r\ny",
                "%USERPROFILE%",
                "!x",
                "#x",
                "*",
                "?",
                "*.*",
                "<script>",
                "\"x\"",
                "'x'",
                "a:b",
                "file.txt:stream",
                "file.txt::$DATA",
                "a|b",
                "a>b",
                "<a"));
    }

    private static void reserved(List<String> names) {
        for (String device : List.of(
                "CON",
                "PRN",
                "AUX",
                "NUL",
                "COM0",
                "COM1",
                "COM9",
                "LPT0",
                "LPT1",
                "LPT9",
                "COM\u00B9",
                "COM\u00B2",
                "LPT\u00B3",
                "CLOCK$",
                "CONIN$",
                "CONOUT$")) {
            names.addAll(List.of(
                    device,
                    device.toLowerCase(java.util.Locale.ROOT),
                    device + ".txt",
                    device + " .txt",
                    device + ".tar.gz",
                    " " + device,
                    device + ".",
                    device + "\u200B",
                    device + ":"));
        }
        names.addAll(List.of("CON\u200B.txt", "C\u200DON", ".CON", "-NUL", "nul/", "CONSOLE", "COM10", "aux.c"));
    }

    private static void characters(List<String> names) {
        for (int character = 0; character < 0x20; character++) {
            names.add("a" + (char) character + "b.txt");
        }
        for (int character : new int[] {
            0x7F, 0x80, 0x85, 0x9B, 0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x2000, 0x200B, 0x200C, 0x200D, 0x200E,
            0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x202F, 0x2060, 0x2066, 0x2069, 0x206F,
            0x2800, 0x3000, 0x3164, 0xFDD0, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFD, 0xFFFE, 0xFFFF, 0x1D173, 0xE0001,
            0xE0041, 0xE01EF, 0x1FFFE, 0x10FFFF
        }) {
            names.add("a" + Character.toString(character) + "b.txt");
            names.add(Character.toString(character));
        }
        names.addAll(List.of(
                "\uD83D",
                "\uDE00",
                "a\uD83D.txt",
                "\uDE00\uD83D",
                "\u202Egnp.exe",
                "photo\u202Egpj.exe",
                "\u001B[31mred\u001B[0m",
                "\u001B]0;title\u0007",
                "\u009B31m",
                "-rf",
                "--help",
                "-",
                "--",
                "---",
                "-\u00A0x",
                ".",
                ".hidden",
                ".htaccess",
                "name.",
                "name. . .",
                "name ",
                "name\u00A0",
                "name.\u200B",
                "name .txt",
                "",
                " ",
                "\t",
                "_",
                "___",
                "<\u0338",
                "<\u200B\u0338",
                "=\u0338",
                "\u226E",
                "\u037E",
                "\u1FEF",
                "\u0301",
                "\u0301.txt",
                "a\u200B\u0301",
                "a\u034F\u0301",
                "\u1100\u200B\u1161",
                "\u212A",
                "\u2126"));
    }

    private static void lengths(List<String> names) {
        for (int length : new int[] {180, 190, 195, 196, 197, 198, 199, 200, 201, 202, 255, 256, 4000}) {
            names.add("x".repeat(length));
            names.add("x".repeat(length) + ".mp3");
            names.add("\u00FC".repeat(length));
            names.add("\uD83D\uDE00".repeat(length) + ".jpeg");
            names.add("y".repeat(length % 7) + "\uD83C\uDDE9\uD83C\uDDEA".repeat(length));
        }
        names.addAll(List.of(
                "a" + "\u0301".repeat(4000),
                "x." + "e".repeat(4000),
                ".".repeat(4000),
                " ".repeat(4000),
                "-".repeat(4000),
                "a.".repeat(2000),
                "a ".repeat(2000) + ".txt",
                "/".repeat(4000),
                "../".repeat(1000),
                "NUL." + "x".repeat(4000),
                "CON" + " ".repeat(4000) + "x",
                "x".repeat(196) + ". .mp3",
                "x".repeat(4000) + ".tar.gz"));
    }

    private static void collisions(List<String> names) {
        names.addAll(List.of(
                "README",
                "readme",
                "ReadMe",
                "caf\u00E9",
                "cafe\u0301",
                "CAFE\u0301",
                "stra\u00DFe",
                "STRASSE",
                "\u0130stanbul",
                "istanbul",
                "\u03C3",
                "\u03C2",
                "\uFB01le",
                "file",
                "\u1E9B\u0323",
                ".x.archiver-part"));
    }
}
