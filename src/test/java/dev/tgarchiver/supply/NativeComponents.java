package dev.tgarchiver.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Adds to Maven's bill of materials what does not come from Maven: TDLib and the npm packages that bring it. */
public final class NativeComponents {

    private static final String PACKAGES = "node_modules/";
    private static final String INTEGRITY = "sha512-";

    private NativeComponents() {}

    /**
     * Reads a CycloneDX bill of materials and writes it anew with the native components.
     *
     * @param arguments the bill of materials, npm's lock file, the distribution's TDLib, and where to write
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("usage: SBOM LOCK_FILE LIBRARY OUTPUT");
        }
        ObjectMapper json = new ObjectMapper();
        ObjectNode bill = (ObjectNode) json.readTree(Path.of(arguments[0]).toFile());
        JsonNode lock = json.readTree(Path.of(arguments[1]).toFile());
        add(bill, lock, Path.of(arguments[2]));
        json.writerWithDefaultPrettyPrinter().writeValue(Path.of(arguments[3]).toFile(), bill);
    }

    static void add(ObjectNode bill, JsonNode lock, Path library) throws IOException {
        ArrayNode components = bill.withArray("components");
        ArrayNode needed = needed(bill);
        for (Map.Entry<String, JsonNode> locked : lock.path("packages").properties()) {
            if (locked.getKey().startsWith(PACKAGES)) {
                String name = locked.getKey().substring(PACKAGES.length());
                needed.add(npm(name, locked.getValue(), components.addObject()));
            }
        }
        needed.add(tdlib(lock.path("version").asText(), library, components.addObject()));
    }

    /** The list of what the program itself needs. */
    private static ArrayNode needed(ObjectNode bill) {
        JsonNode program = bill.path("metadata").path("component").path("bom-ref");
        for (JsonNode dependency : bill.path("dependencies")) {
            if (dependency.path("ref").equals(program)) {
                return dependency.withArray("dependsOn");
            }
        }
        throw new IllegalArgumentException("The bill of materials does not tell what " + program + " needs");
    }

    private static String npm(String name, JsonNode locked, ObjectNode component) {
        String version = locked.path("version").asText();
        String purl = "pkg:npm/" + name.replace("@", "%40") + "@" + version;
        component
                .put("type", "library")
                .put("bom-ref", purl)
                .put("name", name)
                .put("version", version)
                // npm installs the one that fits the platform.
                .put("scope", "optional")
                .put("purl", purl);
        String integrity = locked.path("integrity").asText();
        if (integrity.startsWith(INTEGRITY)) {
            byte[] digest = Base64.getDecoder().decode(integrity.substring(INTEGRITY.length()));
            hash(component, "SHA-512", digest);
        }
        license(component, locked.path("license").asText());
        return purl;
    }

    private static String tdlib(String version, Path library, ObjectNode component) throws IOException {
        String reference = "tdlib@" + version;
        component
                .put("type", "library")
                .put("bom-ref", reference)
                .put("name", "TDLib")
                .put("version", version)
                .put("description", "Telegram's client library, as " + library.getFileName() + " in lib/native")
                .put("scope", "required");
        hash(component, "SHA-256", sha256(library));
        license(component, "BSL-1.0");
        component
                .putArray("externalReferences")
                .addObject()
                .put("type", "vcs")
                .put("url", "https://github.com/tdlib/td");
        return reference;
    }

    private static void hash(ObjectNode component, String algorithm, byte[] digest) {
        component
                .withArray("hashes")
                .addObject()
                .put("alg", algorithm)
                .put("content", HexFormat.of().formatHex(digest));
    }

    private static void license(ObjectNode component, String id) {
        component.withArray("licenses").addObject().putObject("license").put("id", id);
    }

    private static byte[] sha256(Path file) throws IOException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
