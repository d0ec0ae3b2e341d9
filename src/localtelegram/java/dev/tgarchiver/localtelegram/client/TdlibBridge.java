package dev.tgarchiver.localtelegram.client;

import dev.tgarchiver.tdlib.binding.JnaTdJson;
import dev.tgarchiver.tdlib.binding.TdJson;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * TDLib in a process of its own: every line of standard input is a request, every line of standard output an answer or
 * an update. A process holds one TDLib only and may receive on one thread only, so each scenario of a test gets its
 * own. Ends with its standard input.
 */
public final class TdlibBridge {

    private static final Duration RECEIVE_TIMEOUT = Duration.ofSeconds(1);

    private TdlibBridge() {}

    /** The argument is the library's path. */
    public static void main(String[] arguments) {
        TdJson tdlib = new JnaTdJson(arguments[0]);
        tdlib.execute("{\"@type\":\"setLogVerbosityLevel\",\"new_verbosity_level\":" + arguments[1] + "}");
        int client = tdlib.createClientId();
        Thread requests = new Thread(() -> forward(tdlib, client), "requests");
        requests.setDaemon(true);
        requests.start();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        while (requests.isAlive()) {
            String received = tdlib.receive(RECEIVE_TIMEOUT);
            if (received != null) {
                out.println(received);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void forward(TdJson tdlib, int client) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                tdlib.send(client, line);
            }
        } catch (IOException e) {
            // The parent has gone: as good as the end of the input.
        }
    }
}
