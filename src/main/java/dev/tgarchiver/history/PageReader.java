package dev.tgarchiver.history;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of one walk. The next page can be requested {@link #ahead} while one is recorded; there is never more
 * than one request. For the walking thread; requests ahead are sent by a thread of their own, {@code walk_ahead}.
 */
final class PageReader implements AutoCloseable {

    private final AlbumPages pages;
    private final SeenPeers peers;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread ahead = new Thread(task, "walk_ahead");
        ahead.setDaemon(true);
        return ahead;
    });

    /** The request in flight, and its answer. */
    private @Nullable Ahead ahead;

    PageReader(AlbumPages pages, SeenPeers peers) {
        this.pages = pages;
        this.peers = peers;
    }

    /** Which page; equal requests are for the same one. */
    sealed interface Request {

        List<Post> from(AlbumPages pages) throws TelegramFailure, InterruptedException;

        /** See {@link AlbumPages#older}. */
        record Older(long before) implements Request {
            @Override
            public List<Post> from(AlbumPages pages) throws TelegramFailure, InterruptedException {
                return pages.older(before);
            }
        }

        /** See {@link AlbumPages#newer}. */
        record Newer(long after, long newest) implements Request {
            @Override
            public List<Post> from(AlbumPages pages) throws TelegramFailure, InterruptedException {
                return pages.newer(after, newest);
            }
        }
    }

    private record Ahead(Request request, Future<ReadPage> page) {}

    /** Requests the page that will be read next. */
    void ahead(Request request) {
        discard();
        ahead = new Ahead(request, thread.submit(() -> send(request)));
    }

    /** Reads a page, or waits for it when it was requested ahead. Another page that was requested is discarded. */
    ReadPage read(Request request) throws TelegramFailure, InterruptedException {
        Ahead requested = ahead;
        if (requested == null || !requested.request().equals(request)) {
            discard();
            return send(request);
        }
        try {
            ReadPage page = requested.page().get();
            ahead = null;
            return page;
        } catch (ExecutionException e) {
            ahead = null;
            throw thrown(e);
        }
    }

    private ReadPage send(Request request) throws TelegramFailure, InterruptedException {
        return peers.with(request.from(pages));
    }

    private static RuntimeException thrown(ExecutionException failure) throws TelegramFailure, InterruptedException {
        Throwable cause = failure.getCause();
        if (cause instanceof TelegramFailure telegram) {
            throw telegram;
        }
        if (cause instanceof InterruptedException interrupt) {
            throw interrupt;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    /** Interrupts the request in flight, and waits until it has ended: the source has one user at a time. */
    private void discard() {
        if (ahead == null) {
            return;
        }
        ahead.page().cancel(true);
        ahead = null;
        Future<?> next = thread.submit(() -> {});
        boolean interrupted = false;
        while (!next.isDone()) {
            try {
                next.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Discards what was requested ahead. */
    @Override
    public void close() {
        discard();
        thread.shutdown();
    }
}
