package dev.tgarchiver.tdlib;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A connectivity that nobody watches: time passes for it when a test has it {@linkplain Connectivity#look look}. */
final class TestConnectivity {

    private TestConnectivity() {}

    /** Without a limit, and nobody hears of it. */
    static Connectivity unlimited() {
        return of(Duration.ZERO, System::nanoTime, new Connectivity.Listener() {
            @Override
            public void lost(Duration since) {}

            @Override
            public void back() {}
        });
    }

    static Connectivity of(Duration limit, LongSupplier nanoTime, Connectivity.Listener listener) {
        return new Connectivity(limit, "", nanoTime, listener);
    }
}
