package dev.tgarchiver.localtelegram.faults;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is to go wrong. Each line of a test arranges one fault. Thread-safe. */
public final class Faults {

    private static final String GET_FILE = "upload.getFile";

    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger fileReferenceGeneration = new AtomicInteger(1);

    /** Answers the next call of a method with an error. */
    public Fault error(String method, int code, String message) {
        return add(method, new Fault.Effect.AnswerWithError(code, message));
    }

    /** Answers the next call of a method with a flood wait of so many seconds. */
    public Fault floodWait(String method, Duration wait) {
        return error(method, 420, "FLOOD_WAIT_" + wait.toSeconds());
    }

    /** Breaks the connection at the next call of a method. */
    public Fault dropConnection(String method) {
        return add(method, new Fault.Effect.DropConnection());
    }

    /** Ends the connection after the answer to the next call of a method. */
    public Fault hangUp(String method) {
        return add(method, new Fault.Effect.HangUp());
    }

    /** Carries the next call of a method out and loses the answer; the connection lives. */
    public Fault loseAnswer(String method) {
        return add(method, new Fault.Effect.LoseAnswer());
    }

    /** Answers the next call of a method with what {@code change} makes of the right answer. */
    public Fault change(String method, UnaryOperator<TlObject> change) {
        return add(method, new Fault.Effect.Change(change));
    }

    /** Sends only the first bytes of the next file part. */
    public Fault shortPart(int bytes) {
        return add(GET_FILE, new Fault.Effect.ShortPart(bytes));
    }

    /** Sends the next request for a file part to another data centre. */
    public Fault migrateFile(int dataCentre) {
        return error(GET_FILE, 303, "FILE_MIGRATE_" + dataCentre);
    }

    /** Answers the next request for a part of a file with an error. */
    public Fault fileError(RemoteFile file, int code, String message) {
        return error(GET_FILE, code, message)
                .when(call -> call.arguments().objectAt("location").longAt("id") == file.id());
    }

    /** Makes every file reference that was given out so far worthless: FILE_REFERENCE_EXPIRED. */
    public void expireFileReferences() {
        fileReferenceGeneration.incrementAndGet();
    }

    /** Takes back everything that was arranged. */
    public void clear() {
        faults.clear();
    }

    /** Which generation of file references is good. Asked by the server. */
    public int fileReferenceGeneration() {
        return fileReferenceGeneration.get();
    }

    /** What is to happen to a call; null for nothing. Asked by the server, once per call. */
    public Fault.@Nullable Effect strike(Call call) {
        for (Fault fault : faults) {
            if (fault.strikes(call)) {
                return fault.effect();
            }
        }
        return null;
    }

    private Fault add(String method, Fault.Effect effect) {
        Fault fault = new Fault(method, effect);
        faults.add(fault);
        return fault;
    }
}
