package dev.tgarchiver.report;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.LocalTimeText;
import dev.tgarchiver.console.terminal.Column;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Table;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.RunFinished;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.event.Retries;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a run: how it ended, what failed and why, and what to do now. Listens to the run, on any thread, and
 * keeps only the first failures, however many there are.
 */
public final class RunSummary implements EventListener {

    private static final int SHOWN = 10;

    @GuardedBy("this")
    private final List<Event.FileFailed> failures = new ArrayList<>();

    @GuardedBy("this")
    private final List<Event.ChannelFailed> channels = new ArrayList<>();

    private final List<Event.PostFailed> posts = new ArrayList<>();

    @GuardedBy("this")
    private @Nullable RunFinished finished;

    private final NextCommands next;

    /** {@code next} has the commands that it proposes. */
    public RunSummary(NextCommands next) {
        this.next = next;
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.FileFailed failure && failures.size() < SHOWN) {
            failures.add(failure);
        } else if (event instanceof Event.ChannelFailed failure && channels.size() < SHOWN) {
            channels.add(failure);
        } else if (event instanceof Event.PostFailed failure) {
            posts.add(failure);
        } else if (event instanceof RunFinished end) {
            finished = end;
        }
    }

    /** Prints failures and the last sentences to standard output. Prints nothing if the run has not finished. */
    public void print(Console console) {
        RunFinished end;
        synchronized (this) {
            end = finished;
        }
        if (end == null) {
            return;
        }
        print(console, channelTable(), end.channelsFailed(), "channels, which the log names");
        Table postTable = postTable();
        print(console, postTable, postTable.size(), "posts");
        print(console, fileTable(), end.failed(), "files: " + next.failures() + " lists them");
        console.print(sentence(end, next, postTable.size()));
        advice(end, next, console.clock()).forEach(console::print);
    }

    private static void print(Console console, Table table, long count, String others) {
        if (!table.isEmpty()) {
            console.print(table);
            if (count > table.size()) {
                console.print("and " + Format.count(count - table.size()) + " more " + others);
            }
            console.print("");
        }
    }

    private synchronized Table channelTable() {
        Table table = new Table(Column.text("Failed channel"), Column.shrinking("Why"));
        channels.forEach(failure -> table.row(failure.name(), failure.reason()));
        return table;
    }

    private synchronized Table postTable() {
        Table table = new Table(Column.text("Failed post"), Column.shrinking("Why"));
        posts.forEach(failure -> table.row(failure.link(), failure.reason()));
        return table;
    }

    private synchronized Table fileTable() {
        Table table = new Table(
                Column.text("Failed file"), Column.number("Post"), Column.number("Size"), Column.shrinking("Why"));
        for (Event.FileFailed failure : failures) {
            table.row(
                    failure.file().name(),
                    failure.file().post().messageId(),
                    failure.file().size() > 0 ? ByteSize.format(failure.file().size()) : "",
                    failure.reason());
        }
        return table;
    }

    /**
     * Prints only the sentence that says how the run ended, to standard output: enough when nothing failed in it.
     * Prints nothing if the run has not finished.
     */
    public void printSentence(Console console) {
        RunFinished end;
        synchronized (this) {
            end = finished;
        }
        if (end != null) {
            console.print(sentence(end, next, postTable().size()));
        }
    }

    /** Whether a file or a channel failed in the run, so that one sentence is not enough. */
    public synchronized boolean hasFailures() {
        return !failures.isEmpty() || !channels.isEmpty() || !posts.isEmpty();
    }

    /** What happened; for example {@code Archived 120 files (300 MB) in 41 s. Nothing failed.} */
    static String sentence(RunFinished end, NextCommands next) {
        return sentence(end, next, 0);
    }

    private static String sentence(RunFinished end, NextCommands next, int failedPosts) {
        String archived = "rchived " + Format.count(end.files(), "file") + " (" + ByteSize.format(end.bytes()) + ") in "
                + Format.duration(end.took());
        boolean nothing =
                end.files() == 0 && end.failed() == 0 && end.pending() == 0 && end.channelsFailed() + failedPosts == 0;
        String rest =
                (nothing ? "" : changed(end)) + failed(end, failedPosts) + pending(end) + failedEarlier(end, next);
        return switch (end.outcome()) {
            case COMPLETE ->
                nothing
                        ? nothingNew(end) + rest
                        : "A" + archived + "." + (end.failed() == 0 ? " Nothing failed." : "") + rest;
            case LIMIT_REACHED -> "A" + archived + "; stopped at the limit" + limit(end) + kept(end) + rest;
            case SOME_FAILED -> (nothing ? nothingNew(end) : "A" + archived + ".") + rest;
            case INTERRUPTED -> "Interrupted; a" + archived + kept(end) + rest;
            case ABORTED -> "Stopped early; a" + archived + kept(end) + rest;
        };
    }

    private static String changed(RunFinished end) {
        String posts = PostWords.of(0, end.edited(), end.deleted());
        return posts.isEmpty() ? "" : " " + posts + ".";
    }

    /** Says that unfinished files are not lost. */
    private static String kept(RunFinished end) {
        RunFinished.Kept kept = end.kept();
        return kept.bytes() == 0
                ? "."
                : "; " + ByteSize.format(kept.bytes()) + " of " + Format.count(kept.files(), "unfinished file")
                        + (kept.files() == 1 ? " is" : " are") + " kept, and the next run resumes there.";
    }

    private static String nothingNew(RunFinished end) {
        String posts = PostWords.of(end.posts(), end.edited(), end.deleted());
        return (posts.isEmpty() ? "Nothing new" : posts + ", no files") + " (" + Format.duration(end.took()) + ").";
    }

    private static String limit(RunFinished end) {
        return end.limit()
                .map(limit -> " of " + limit.amount() + " per run (download." + limit.setting() + ")")
                .orElse("");
    }

    private static String pending(RunFinished end) {
        String bytes = end.limit()
                .filter(limit -> limit.leftBytes() > 0)
                .map(limit -> " (" + ByteSize.format(limit.leftBytes()) + ")")
                .orElse("");
        String pending = end.pending() == 0
                ? ""
                : " " + (bytes.isEmpty() ? Format.count(end.pending()) : Format.count(end.pending(), "file")) + bytes
                        + " pending.";
        boolean unwalked = end.limit().filter(limit -> !limit.walked()).isPresent();
        return pending + (unwalked ? " The history is not walked to its end yet." : "");
    }

    private static String failed(RunFinished end, int posts) {
        List<String> failed = new ArrayList<>();
        if (end.channelsFailed() > 0) {
            failed.add(Format.count(end.channelsFailed(), "channel"));
        }
        if (posts > 0) {
            failed.add(Format.count(posts, "post"));
        }
        if (end.failed() > 0) {
            failed.add(Format.count(end.failed(), "file"));
        }
        return failed.isEmpty() ? "" : " " + String.join(" and ", failed) + " failed.";
    }

    /** With the command, unless the advice has it; so it is last. */
    private static String failedEarlier(RunFinished end, NextCommands next) {
        long files = end.retries().earlier();
        if (files == 0) {
            return "";
        }
        String failed =
                " " + Format.count(files, "file") + " failed in " + (files == 1 ? "an earlier run" : "earlier runs");
        return end.failed() > 0
                ? failed + "."
                : failed + ": " + next.retry().apply(end.retries().channels());
    }

    /** The advice, if any. */
    static List<String> advice(RunFinished end, NextCommands next, Clock clock) {
        if (end.outcome() == Outcome.ABORTED) {
            return List.of("What is archived is safe. Fix the cause below, then continue with: " + next.resume());
        }
        List<String> advice = new ArrayList<>();
        Retries retries = end.retries();
        if (end.failed() > 0 && retries.now() + retries.earlier() == 0) {
            boolean one = end.failed() == 1;
            advice.add("Later runs do not try " + (one ? "it" : "them") + " again; " + next.failures() + " lists "
                    + (one ? "it." : "them."));
        } else if (end.failed() > 0) {
            advice.add("Try the failed files again with: " + next.retry().apply(retries.channels()) + " && "
                    + next.resume());
        }
        if (retries.now() + retries.earlier() > 0) {
            boolean one = retries.now() + retries.earlier() == 1;
            advice.add("Later runs try " + (one ? "it" : "them") + " again on their own"
                    + retries.next().map(due -> from(due, clock)).orElse("") + ".");
        }
        if (end.failed() == 0) {
            resume(end, next, clock).ifPresent(advice::add);
        }
        return advice;
    }

    private static Optional<String> resume(RunFinished end, NextCommands next, Clock clock) {
        if (end.nextAttempt().isPresent()) {
            return Optional.of("Their last attempt failed; they may be tried again"
                    + from(end.nextAttempt().get(), clock) + ", with: " + next.resume());
        }
        if (end.pending() > 0 || end.outcome() == Outcome.LIMIT_REACHED) {
            return Optional.of("Continue with: " + next.resume());
        }
        return end.channelsFailed() > 0
                ? Optional.of("Fix the cause, then try again with: " + next.resume())
                : Optional.empty();
    }

    /** Empty when it is in the past. */
    private static String from(Instant due, Clock clock) {
        Duration wait = Duration.between(clock.instant(), due);
        return wait.isNegative() ? "" : ", from " + LocalTimeText.minute(due) + " (in " + Format.duration(wait) + ")";
    }
}
