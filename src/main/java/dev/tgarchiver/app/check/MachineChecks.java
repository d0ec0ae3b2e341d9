package dev.tgarchiver.app.check;

import dev.tgarchiver.app.FileNameEncoding;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.OpenFileLimit;
import dev.tgarchiver.telegram.TelegramFailure;

/** Checks whether the machine can run the program: encoding of names, Java, and the limit of open files. */
final class MachineChecks {

    private final FileNameEncoding names;
    private final String terminal;
    private final OpenFileLimit openFiles;

    /**
     * @param names the encoding of file names
     * @param terminal the character set of the locale that the program was started in; empty when nothing is known
     */
    MachineChecks(FileNameEncoding names, String terminal, OpenFileLimit openFiles) {
        this.names = names;
        this.terminal = terminal;
        this.openFiles = openFiles;
    }

    static MachineChecks ofProcess() {
        return new MachineChecks(
                FileNameEncoding.ofProcess(), System.getProperty("archiver.charset", ""), OpenFileLimit.ofProcess());
    }

    void locale(Findings findings) {
        String check = "locale";
        try {
            names.requireUnicode();
        } catch (InvalidRequest e) {
            findings.problem(check, e);
            return;
        }
        if (terminal.isEmpty() || terminal.equalsIgnoreCase("UTF-8")) {
            findings.ok(check, "file names are written in UTF-8");
        } else {
            findings.warning(
                    check,
                    "file names are written in UTF-8, but this terminal's locale is " + terminal
                            + ": other letters are shown as ?",
                    "set LC_ALL to a UTF-8 locale, such as C.UTF-8 (see: locale -a); the archive is correct either way");
        }
    }

    /** @param lanes how many TDLib clients a run would have */
    void java(Findings findings, int lanes) {
        findings.ok(
                "java",
                System.getProperty("java.runtime.version") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        try {
            openFiles.requireFor(lanes);
            if (openFiles.files().isPresent()) {
                findings.ok("open files", "at most " + openFiles.files().getAsLong());
            }
        } catch (TelegramFailure e) {
            findings.problem("open files", e);
        }
    }
}
