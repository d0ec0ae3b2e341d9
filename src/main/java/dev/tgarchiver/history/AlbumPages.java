package dev.tgarchiver.history;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import java.util.ArrayList;
import java.util.List;

/**
 * A channel's pages, which end between two albums or posts: any post of an album may have the caption, by which its
 * other files are named and selected. The next page has what one leaves out. All methods block.
 */
record AlbumPages(HistorySource source, PacedCalls calls, long chatId) {

    /** Posts older than {@code before}, newest first, as {@link HistorySource#older}; empty only when there are none. */
    List<Post> older(long before) throws TelegramFailure, InterruptedException {
        List<Post> whole = new ArrayList<>(calls.send(() -> source.older(chatId, before)));
        while (!whole.isEmpty() && last(whole).albumId() != 0) {
            long album = last(whole).albumId();
            int others = whole.size();
            while (others > 0 && whole.get(others - 1).albumId() == album) {
                others--;
            }
            if (others > 0) {
                return List.copyOf(whole.subList(0, others));
            }
            List<Post> more =
                    calls.send(() -> source.older(chatId, last(whole).id().messageId()));
            if (more.isEmpty()) {
                break;
            }
            whole.addAll(more);
        }
        return whole;
    }

    /**
     * The posts next after {@code after}, newest first, as {@link HistorySource#newer}. An album at the end of the
     * history, {@code newest}, is taken as it is.
     */
    List<Post> newer(long after, long newest) throws TelegramFailure, InterruptedException {
        List<Post> whole = new ArrayList<>(calls.send(() -> source.newer(chatId, after)));
        while (!whole.isEmpty() && first(whole).albumId() != 0 && number(first(whole)) < newest) {
            long album = first(whole).albumId();
            int others = 0;
            while (others < whole.size() && whole.get(others).albumId() == album) {
                others++;
            }
            if (others < whole.size()) {
                return List.copyOf(whole.subList(others, whole.size()));
            }
            List<Post> more = calls.send(() -> source.newer(chatId, number(first(whole))));
            if (more.isEmpty()) {
                break;
            }
            whole.addAll(0, more);
        }
        return whole;
    }

    private static Post first(List<Post> page) {
        return page.get(0);
    }

    private static Post last(List<Post> page) {
        return page.get(page.size() - 1);
    }

    private static long number(Post post) {
        return post.id().messageId();
    }
}
