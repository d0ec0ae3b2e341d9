package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.handlers.RpcException.badRequest;
import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.crypto.AesCtr;
import dev.tgarchiver.localtelegram.crypto.Bytes;
import dev.tgarchiver.localtelegram.crypto.Hash;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A content delivery network: a data centre without log-ins that has files encrypted, and has each only after a client
 * that was told so asked for it.
 */
final class CdnMethods {

    static final int DATA_CENTRE = 203;

    private static final byte[] REUPLOAD = {1, 2, 3, 4};

    private final Map<Long, RemoteFile> files = new ConcurrentHashMap<>();
    private final Set<Long> uploaded = ConcurrentHashMap.newKeySet();

    void addTo(Methods methods) {
        methods.addOpen("help.getCdnConfig", (arguments, caller) -> config());
        methods.addOpen("upload.getCdnFile", this::getCdnFile);
        methods.add("upload.reuploadCdnFile", this::reupload);
        methods.add(
                "upload.getCdnFileHashes",
                (arguments, caller) -> FileMethods.hashes(file(arguments), arguments.longAt("offset")));
    }

    /** Sends a client here. */
    TlObject redirect(RemoteFile file) {
        files.put(file.id(), file);
        return tl("upload.fileCdnRedirect")
                .set("dc_id", DATA_CENTRE)
                .set("file_token", Bytes.littleEndian(file.id()))
                .set("encryption_key", key(file))
                .set("encryption_iv", iv(file, 0))
                .set("file_hashes", FileMethods.hashes(file, 0));
    }

    private static TlObject config() {
        TlObject key = tl("cdnPublicKey")
                .set("dc_id", DATA_CENTRE)
                .set("public_key", ServerKey.load().publicPem());
        return tl("cdnConfig").set("public_keys", List.of(key));
    }

    private Object getCdnFile(TlObject arguments, Caller caller) {
        if (caller.dataCentre() != DATA_CENTRE) {
            throw badRequest("FILE_TOKEN_INVALID");
        }
        long offset = arguments.longAt("offset");
        int limit = arguments.intAt("limit");
        FileMethods.requireAligned(offset, limit, false);
        RemoteFile file = file(arguments);
        if (!uploaded.contains(file.id())) {
            return tl("upload.cdnFileReuploadNeeded").set("request_token", REUPLOAD);
        }
        byte[] bytes = file.bytes(offset, limit);
        new AesCtr(key(file), iv(file, offset)).apply(bytes, 0, bytes.length);
        return tl("upload.cdnFile").set("bytes", bytes);
    }

    private Object reupload(TlObject arguments, Caller caller) {
        RemoteFile file = file(arguments);
        if (caller.dataCentre() != file.dataCentre()) {
            throw RpcException.migrate("FILE", file.dataCentre());
        }
        uploaded.add(file.id());
        return FileMethods.hashes(file, 0);
    }

    private RemoteFile file(TlObject arguments) {
        byte[] token = arguments.bytesAt("file_token");
        RemoteFile file = token.length == Long.BYTES ? files.get(Bytes.littleEndianLong(token, 0)) : null;
        if (file == null) {
            throw badRequest("FILE_TOKEN_INVALID");
        }
        return file;
    }

    private static byte[] key(RemoteFile file) {
        return Hash.sha256(Bytes.littleEndian(file.id()));
    }

    /** Its last four bytes are the number of the block of 16 bytes. */
    private static byte[] iv(RemoteFile file, long offset) {
        byte[] iv = Bytes.slice(Hash.sha256(Bytes.littleEndian(file.accessHash())), 0, 16);
        int block = (int) (offset / 16);
        for (int i = 0; i < Integer.BYTES; i++) {
            iv[15 - i] = (byte) (block >>> (8 * i));
        }
        return iv;
    }
}
