package dev.tgarchiver.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.client.BareClient;
import dev.tgarchiver.localtelegram.client.PostedFile;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.program.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Telethon of Debian on Python. It cannot read posts in the server's layer, so it is given the locations of the files and
 * the key of a login that somebody else made.
 */
final class Telethon implements Contender {

    private static final String NAME = "Telethon";
    private static final ObjectMapper JSON = new ObjectMapper();
    // Debian's, which its packages are for.
    private static final String PYTHON = "/usr/bin/python3";
    private static final int FILES_AT_ONCE = 5;
    private static final int CLIENTS = 5;

    private final Peer peer;
    private final Path program;
    private final TelegramServer telegram;
    private final String versions;
    private final Path login;

    private Telethon(Peer peer, Path program, TelegramServer telegram, String versions, Path login) {
        this.peer = peer;
        this.program = program;
        this.telegram = telegram;
        this.versions = versions;
        this.login = login;
    }

    /**
     * Logs in for a copy that {@code scripts/bench} has unpacked.
     *
     * @throws IOException when Python or the packages are not here, or there is no OpenSSL
     */
    static Telethon login(Path folder, Path program, TelegramServer telegram, Channel channel)
            throws IOException, InterruptedException {
        if (Files.notExists(program.resolve("unpacked"))) {
            throw new IOException("its packages are not there");
        }
        Peer peer = new Peer(NAME, folder);
        String versions = peer.run(any -> List.of(PYTHON, script(program)));
        return new Telethon(peer, program, telegram, versions, login(folder, telegram, channel));
    }

    private static Path login(Path folder, TelegramServer telegram, Channel channel) throws IOException {
        ObjectNode login = JSON.createObjectNode();
        try (BareClient client = new BareClient(telegram.port())) {
            client.makeKey(ServerKey.load());
            client.logIn(Installation.PHONE, Installation.CODE);
            login.put("key", HexFormat.of().formatHex(client.authKey()));
            ArrayNode files = login.putArray("files");
            PostedFile.all(client, String.valueOf(channel.username())).forEach(file -> add(files, file));
        }
        Path file = folder.resolve("telethon.json");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        JSON.writeValue(file.toFile(), login);
        return file;
    }

    private static void add(ArrayNode files, PostedFile file) {
        TlObject location = file.location();
        files.addObject()
                .put("post", file.post())
                .put("photo", location.is("inputPhotoFileLocation"))
                .put("id", location.longAt("id"))
                .put("access_hash", location.longAt("access_hash"))
                .put("file_reference", HexFormat.of().formatHex(location.bytesAt("file_reference")))
                .put("thumb_size", location.textAt("thumb_size"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String settings() {
        return versions + ", " + FILES_AT_ONCE + " files at once, " + CLIENTS
                + " clients on one login, one part of 512 KB of each file under way; it is given the locations of the files,"
                + " so that it asks for no posts";
    }

    @Override
    public Duration download(Channel channel, long bytes) throws IOException, InterruptedException {
        return peer.download(this::command, bytes);
    }

    private List<String> command(Path files) {
        return List.of(
                PYTHON,
                script(program),
                Integer.toString(telegram.port()),
                login.toString(),
                files.toString(),
                Integer.toString(FILES_AT_ONCE),
                Integer.toString(CLIENTS));
    }

    private static String script(Path program) {
        return program.resolve("download.py").toString();
    }
}
