package dev.tgarchiver.localtelegram.transport;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;

/**
 * A client's connection once the greetings are over: frames in, frames out. One thread reads; any thread may send.
 */
public final class FrameConnection implements Closeable {

    /** A frame begins with its length in four bytes; whoever makes one leaves room for them. */
    public static final int HEADER = 4;

    private static final int MAX_FRAME = 1 << 24;
    private static final int INPUT_BUFFER = 1 << 16;

    private final Socket socket;
    private final DataInputStream in;
    private final String way;
    private final ObfuscatedHeader keys;
    private final FrameWriter writer;

    private FrameConnection(Socket socket, Entrance.Passage passage, ObfuscatedHeader keys, FrameWriter writer) {
        this.socket = socket;
        in = passage.in();
        way = passage.way();
        this.keys = keys;
        this.writer = writer;
    }

    /** Goes through the greetings of a fresh socket. Blocks until the client has spoken. */
    public static FrameConnection accept(Socket socket, Entrance entrance, Conditions conditions) throws IOException {
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), INPUT_BUFFER));
        Entrance.Passage passage = entrance.greet(in, socket.getOutputStream());
        byte[] header = new byte[ObfuscatedHeader.LENGTH];
        passage.in().readFully(header);
        ObfuscatedHeader keys = ObfuscatedHeader.read(header, entrance.secret());
        FrameWriter writer = new FrameWriter(passage.out(), keys.toClient(), conditions);
        Runnable writing = () -> {
            writer.run();
            endOf(socket);
        };
        Thread thread = new Thread(writing, "local-telegram-writer-" + socket.getPort());
        thread.setDaemon(true);
        thread.start();
        return new FrameConnection(socket, passage, keys, writer);
    }

    private static void endOf(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    /** How the client came here, and as whom. */
    public String way() {
        return way;
    }

    /** The data centre that the client means to talk to, 1 to 5 or a CDN's. */
    public int dataCentre() {
        return keys.dataCentre();
    }

    /**
     * Reads the next frame's content.
     *
     * @throws EOFException when the client has hung up
     */
    public byte[] read() throws IOException {
        byte[] header = new byte[HEADER];
        in.readFully(header);
        keys.fromClient().apply(header, 0, HEADER);
        // The highest bit asks for a quick acknowledgement, which a server may leave out.
        int length = (header[0] & 0xff)
                | ((header[1] & 0xff) << 8)
                | ((header[2] & 0xff) << 16)
                | ((header[3] & 0x7f) << 24);
        if (length > MAX_FRAME) {
            throw new IOException("A frame of " + length + " bytes");
        }
        byte[] content = new byte[length];
        in.readFully(content);
        keys.fromClient().apply(content, 0, length);
        return keys.isPadded() ? Padding.cut(content) : content;
    }

    /** Sends a frame that has {@link #HEADER} free bytes at its beginning. The array is no longer the caller's. */
    public void send(byte[] frame) {
        int length = frame.length - HEADER;
        frame[0] = (byte) length;
        frame[1] = (byte) (length >> 8);
        frame[2] = (byte) (length >> 16);
        frame[3] = (byte) (length >> 24);
        writer.add(frame);
    }

    /** Sends what is to be sent, and then nothing more; the client hears the end and hangs up. */
    public void hangUp() {
        writer.finish();
    }

    /** Breaks the connection off. Any thread. */
    @Override
    public void close() {
        writer.close();
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
