package dev.tgarchiver.localtelegram.junit;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.faults.Call;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link LocalTelegram} promises. */
final class ServerExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace SERVERS = Namespace.create(ServerExtension.class);
    private static final Path LOGS = Path.of("target/local-telegram");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TelegramServer.class;
    }

    /** The class's server if it has one, else this test's. JUnit closes it with the context that asked first. */
    @Override
    public TelegramServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(SERVERS)
                .getOrComputeIfAbsent(TelegramServer.class, key -> start(), TelegramServer.class);
    }

    private static TelegramServer start() {
        try {
            return TelegramServer.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        TelegramServer server = context.getStore(SERVERS).get(TelegramServer.class, TelegramServer.class);
        if (server == null) {
            return;
        }
        List<Throwable> problems = server.calls().problems();
        Optional<Throwable> failure = context.getExecutionException();
        if (failure.isPresent() || !problems.isEmpty()) {
            Path log = LOGS.resolve(name(context) + ".log");
            write(log, server);
            context.publishReportEntry("the server's log", log.toAbsolutePath().toString());
        }
        if (failure.isEmpty() && !problems.isEmpty()) {
            throw new AssertionError("The local server has a bug", problems.get(0));
        }
    }

    private static String name(ExtensionContext context) {
        String method = context.getRequiredTestMethod().getName();
        String display = context.getDisplayName();
        // Of a parameterized test each invocation has a name of its own.
        String invocation = display.startsWith(method) ? "" : "." + display.replaceAll("[^A-Za-z0-9]+", "-");
        return context.getRequiredTestClass().getSimpleName() + "." + method + invocation;
    }

    private static void write(Path log, TelegramServer server) throws IOException {
        Files.createDirectories(log.getParent());
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(log))) {
            for (Call call : server.calls().all()) {
                out.println(call.at() + " dc " + call.dataCentre() + " user " + call.userId() + " " + call.arguments()
                        + answer(call.error()));
            }
            for (Throwable problem : server.calls().problems()) {
                problem.printStackTrace(out);
            }
        }
    }

    private static String answer(@Nullable String error) {
        return error == null ? "" : " -> " + error;
    }
}
