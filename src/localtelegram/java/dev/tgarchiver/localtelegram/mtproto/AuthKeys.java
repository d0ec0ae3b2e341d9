package dev.tgarchiver.localtelegram.mtproto;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All authorization keys. They can be kept in a file, one line each, so that a client that was logged in still is after
 * the server was started anew. Thread-safe.
 */
public final class AuthKeys {

    private final Map<Long, AuthKey> keys = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private @Nullable Path file;

    /** Reads the keys of a file if there is one, and writes every change to it from now on. */
    public synchronized void keepIn(Path newFile) throws IOException {
        file = newFile;
        if (Files.exists(newFile)) {
            read(newFile);
        }
        save();
    }

    /** Adds the keys of a file, which stays as it is. */
    public void read(Path other) throws IOException {
        for (String line : Files.readAllLines(other)) {
            AuthKey key = parse(line);
            keys.put(key.id(), key);
        }
    }

    public @Nullable AuthKey find(long id) {
        return keys.get(id);
    }

    /** The key whose log-in counts: a temporary key speaks for the permanent one it is bound to. */
    public AuthKey effective(AuthKey key) {
        AuthKey bound = key.isTemporary() ? keys.get(key.boundTo()) : null;
        return bound == null ? key : bound;
    }

    void add(AuthKey key) {
        keys.put(key.id(), key);
        save();
    }

    /** Forgets a key: whoever uses it is told that it is unknown. */
    public boolean remove(long id) {
        boolean removed = keys.remove(id) != null;
        save();
        return removed;
    }

    /** Forgets all keys, as a server that lost its disk. */
    public void removeAll() {
        keys.clear();
        save();
    }

    /** Logs a user in with a key; 0 logs out. */
    public void setUser(AuthKey key, long userId) {
        effective(key).setUserId(userId);
        save();
    }

    /** Ends every log-in of a user. */
    public void logOutEverywhere(long userId) {
        for (AuthKey key : keys.values()) {
            if (key.userId() == userId) {
                key.setUserId(0);
            }
        }
        save();
    }

    /** Makes a temporary key speak for a permanent one. */
    public void bind(AuthKey temporary, AuthKey permanent) {
        temporary.setBoundTo(permanent.id());
        save();
    }

    private synchronized void save() {
        if (file == null) {
            return;
        }
        try {
            List<String> lines = new ArrayList<>();
            keys.values().forEach(key -> lines.add(format(key)));
            Path target = file.toAbsolutePath();
            Files.createDirectories(target.getParent());
            Path unfinished = target.resolveSibling(target.getFileName() + ".part");
            Files.write(unfinished, lines);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String format(AuthKey key) {
        return String.join(
                " ",
                HexFormat.of().formatHex(key.secret()),
                Integer.toString(key.dataCentre()),
                key.isTemporary() ? "temporary" : "permanent",
                Long.toString(key.userId()),
                Long.toString(key.boundTo()));
    }

    private static AuthKey parse(String line) {
        String[] parts = line.split(" ");
        byte[] secret = HexFormat.of().parseHex(parts[0]);
        AuthKey key = new AuthKey(secret, Integer.parseInt(parts[1]), parts[2].equals("temporary"));
        key.setUserId(Long.parseLong(parts[3]));
        key.setBoundTo(Long.parseLong(parts[4]));
        return key;
    }
}
