package dev.tgarchiver.telegram;

import java.util.concurrent.CountDownLatch;

/** Where a download of {@link FakeTelegram} waits until the test lets it go on. */
public final class FakeGate {

    private final long messageId;
    private final long bytes;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    FakeGate(long messageId, long bytes) {
        this.messageId = messageId;
        this.bytes = bytes;
    }

    long messageId() {
        return messageId;
    }

    long bytes() {
        return bytes;
    }

    /** Blocks until a download waits here. */
    public void awaitReached() throws InterruptedException {
        reached.await();
    }

    /** Lets the download go on. */
    public void open() {
        opened.countDown();
    }

    void pass() throws InterruptedException {
        reached.countDown();
        opened.await();
    }
}
