package dev.tgarchiver.localtelegram.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Listens at an entrance on 127.0.0.1 and gives each connection a thread of its own. */
public final class Listener implements Closeable {

    private final ServerSocket serverSocket;
    private final Entrance entrance;
    private final Conditions conditions;
    private final Consumer<FrameConnection> handler;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** Begins to listen; port 0 takes a free one. The handler is called on the connection's thread. */
    public Listener(int port, Entrance entrance, Conditions conditions, Consumer<FrameConnection> handler)
            throws IOException {
        this.entrance = entrance;
        this.conditions = conditions;
        this.handler = handler;
        serverSocket = new ServerSocket();
        serverSocket.setReuseAddress(true);
        serverSocket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 128);
        start(this::acceptAll, "local-telegram-listener");
    }

    public int port() {
        return serverSocket.getLocalPort();
    }

    /** Breaks off every connection there is; new ones are welcome. */
    public void disconnectAll() {
        sockets.forEach(Listener::closeQuietly);
    }

    @Override
    public void close() throws IOException {
        serverSocket.close();
        disconnectAll();
    }

    private void acceptAll() {
        while (!serverSocket.isClosed()) {
            try {
                Socket socket = serverSocket.accept();
                sockets.add(socket);
                if (serverSocket.isClosed()) {
                    // It came in while the others were broken off, and would outlive them.
                    closeQuietly(socket);
                }
                start(() -> serve(socket), "local-telegram-" + socket.getPort());
            } catch (IOException e) {
                // Closed: the loop ends. Anything else concerns a single client, which will try again.
            }
        }
    }

    private void serve(Socket socket) {
        try (FrameConnection connection = FrameConnection.accept(socket, entrance, conditions)) {
            handler.accept(connection);
        } catch (IOException e) {
            // A client that hung up before it said anything.
        } finally {
            sockets.remove(socket);
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
