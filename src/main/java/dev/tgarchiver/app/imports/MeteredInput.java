package dev.tgarchiver.app.imports;

import dev.tgarchiver.progress.Meter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Shows how much of a stream is read. */
final class MeteredInput extends FilterInputStream {

    private final Meter meter;

    MeteredInput(InputStream in, Meter meter) {
        super(in);
        this.meter = meter;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            meter.step(1);
        }
        return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        if (read > 0) {
            meter.step(read);
        }
        return read;
    }
}
