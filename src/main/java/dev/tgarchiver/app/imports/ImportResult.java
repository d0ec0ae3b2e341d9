package dev.tgarchiver.app.imports;

import dev.tgarchiver.app.CompletionStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an import came to.
 *
 * @param file what was read
 * @param broken where and why the file could not be read further; what precedes that is imported
 * @param dryRun whether nothing was changed
 */
public record ImportResult(Path file, List<OfChat> chats, Optional<String> broken, boolean dryRun) {

    /** Copies the list. */
    public ImportResult {
        chats = List.copyOf(chats);
    }

    /**
     * What was imported of a chat.
     *
     * @param channel named as a command takes it
     * @param posts how many the archive did not have
     * @param known how many it had
     * @param files how many of the export's files are in the archive since
     * @param bytes their sizes
     * @param problems how many of each kind there were
     * @param first the first ones of each kind
     */
    public record OfChat(
            String channel,
            long chatId,
            String title,
            long posts,
            long known,
            long files,
            long bytes,
            Map<ImportProblem.Kind, Long> problems,
            List<ImportProblem> first) {

        /** Copies the collections. */
        public OfChat {
            problems = Map.copyOf(problems);
            first = List.copyOf(first);
        }

        /** How many problems of a kind there were. */
        public long count(ImportProblem.Kind kind) {
            return problems.getOrDefault(kind, 0L);
        }
    }

    /** What it means for a front end. */
    public CompletionStatus status() {
        boolean lacking = chats.stream()
                .flatMap(chat -> chat.problems().keySet().stream())
                .anyMatch(ImportProblem.Kind::isFailure);
        return broken.isPresent() || lacking ? CompletionStatus.SOME_FAILED : CompletionStatus.DONE;
    }
}
