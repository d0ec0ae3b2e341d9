package dev.tgarchiver.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.tdlib.binding.TdLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that the build fetches may change without a change here. Maven's own enforcer checks the dependencies. */
class PinnedTest {

    private static final Path LOCK = Path.of("src/main/tdlib/package-lock.json");
    private static final Pattern EXACT = Pattern.compile("\\d+(\\.\\d+)*(-jre)?");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void every_version_in_the_pom_is_exact() throws Exception {
        // What Java and Maven the build needs is a range on purpose.
        String pom =
                Files.readString(Path.of("pom.xml")).replaceAll("(?s)<require(Java|Maven)Version>.*?</require", "");
        Matcher versions = Pattern.compile("<([\\w.]*version)>([^<]*)</").matcher(pom);
        int found = 0;
        while (versions.find()) {
            String version = versions.group(2);
            assertThat(version).as(versions.group()).matches("\\$\\{[\\w.]+\\.version}|" + EXACT.pattern());
            found++;
        }
        assertThat(found).isGreaterThan(40);
    }

    @Test
    void the_lock_file_names_exact_versions_and_the_hash_of_what_it_was_made_with() throws Exception {
        JsonNode lock = JSON.readTree(LOCK.toFile());
        assertThat(lock.path("lockfileVersion").asInt()).isEqualTo(3);
        JsonNode named =
                JSON.readTree(Path.of("src/main/tdlib/package.json").toFile()).path("optionalDependencies");
        assertThat(named).isEqualTo(lock.path("packages").path("").path("optionalDependencies"));
        for (Map.Entry<String, JsonNode> each : named.properties()) {
            assertThat(each.getValue().asText()).as(each.getKey()).matches(EXACT);
            JsonNode locked = lock.path("packages").path("node_modules/" + each.getKey());
            assertThat(locked.path("version")).as(each.getKey()).isEqualTo(each.getValue());
            if (locked.has("resolved") || each.getKey().endsWith("linux-x64-glibc")) {
                assertThat(locked.path("integrity").asText()).as(each.getKey()).matches("sha512-[A-Za-z0-9+/]{86}==");
            }
        }
    }

    @Test
    void the_program_names_the_tdlib_that_it_brings() throws Exception {
        JsonNode named = JSON.readTree(Path.of("src/main/tdlib/package.json").toFile());
        assertThat(named.path("version").asText()).isEqualTo(TdLibrary.VERSION);
    }

    @Test
    void the_bill_of_materials_gets_the_native_library(@TempDir Path folder) throws Exception {
        Path library = Files.writeString(folder.resolve("libtdjson.so"), "abc");
        ObjectNode bill = (ObjectNode) JSON.readTree("""
                {"metadata":{"component":{"bom-ref":"us"}},"components":[{"name":"x"}],
                "dependencies":[{"ref":"x","dependsOn":[]},{"ref":"us","dependsOn":["x"]}]}""");
        NativeComponents.add(bill, JSON.readTree(LOCK.toFile()), library);
        JsonNode tdlib = bill.path("components").get(bill.path("components").size() - 1);
        assertThat(tdlib.path("version").asText()).isEqualTo("1.8.65");
        assertThat(tdlib.path("hashes").get(0).path("content").asText())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(bill.findValuesAsText("purl"))
                .contains("pkg:npm/%40prebuilt-tdlib/linux-x64-glibc@0.1008065.0")
                .hasSize(6);
        assertThat(bill.path("dependencies").get(1).path("dependsOn")).hasSize(8);
        assertThat(bill.path("dependencies").get(0).path("dependsOn")).isEmpty();
    }
}
