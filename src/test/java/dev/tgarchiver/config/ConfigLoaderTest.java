package dev.tgarchiver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.config.value.Proxy;
import dev.tgarchiver.config.value.Secret;
import dev.tgarchiver.model.ChannelRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef";

    private final Path folder;
    private final ConfigFixture user;

    ConfigLoaderTest(@TempDir Path folder) {
        this.folder = folder;
        user = new ConfigFixture(folder);
    }

    @Test
    void without_anything_the_defaults_are_in_force() throws ConfigException {
        Configuration configuration = user.load();

        assertThat(configuration.file()).isEmpty();
        assertThat(configuration.dataDir()).isEqualTo(user.workingDirectory().resolve("data"));
        assertThat(configuration.telegram().sessionDir())
                .isEqualTo(user.workingDirectory().resolve("data/session"));
        assertThat(configuration.telegram().proxy()).isEmpty();
        assertThat(configuration.telegram().useTestDc()).isFalse();
        assertThat(configuration.telegram().tdlibLibrary()).isEmpty();
        assertThat(configuration.channels()).isEmpty();
        assertThat(configuration.download())
                .isEqualTo(new Configuration.Download(
                        user.workingDirectory().resolve("data/downloads"),
                        "{channel}/{date:yyyy-MM}/{id}_{name}",
                        0,
                        3,
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        100,
                        Duration.ofMinutes(5),
                        new Configuration.RateLimit(2, 5),
                        new Configuration.Retry(5, Duration.ofSeconds(2), Duration.ofMinutes(10))));
        assertThat(configuration.refresh()).isEqualTo(new Configuration.Refresh(Duration.ofDays(2), true));
    }

    @Test
    void reads_every_key_of_a_file() throws ConfigException {
        user.environment("ID", "12345").file("""
                data_dir: /srv/archive
                telegram:
                  api_id: ${ID}
                  api_hash: %s
                  session_dir: ~/session
                  proxy: socks5://127.0.0.1:1080
                  use_test_dc: yes
                  tdlib_library: lib/tdjson.so
                channels:
                  - "@example"
                  - -1001234567890
                  - me
                download:
                  output_dir: ../files
                  path_template: "{id}"
                  max_files_per_run: 0
                  concurrent_downloads: 8
                  lanes: 2
                  split_above: off
                  lane_window: 1MiB
                  max_queue_size: 100_000
                  worker_timeout: 1h30m
                  rate_limit: {requests_per_second: 0.25, burst_size: 1}
                  retry: {max_attempts: 1, base_delay: 500ms, max_delay: 1d}
                refresh: {window: 0, backfill: no}
                """.formatted(HASH));

        Configuration configuration = user.load();

        assertThat(configuration.file()).contains(user.configFile());
        assertThat(configuration.dataDir()).isEqualTo(Path.of("/srv/archive").toAbsolutePath());
        assertThat(configuration.telegram().apiId().demand()).isEqualTo(12345);
        assertThat(configuration.telegram().apiHash().demand().reveal()).isEqualTo(HASH);
        assertThat(configuration.telegram().sessionDir()).isEqualTo(user.home().resolve("session"));
        assertThat(configuration.telegram().proxy()).contains(Proxy.parse("socks5://127.0.0.1:1080"));
        assertThat(configuration.telegram().useTestDc()).isTrue();
        assertThat(configuration.telegram().tdlibLibrary())
                .contains(user.workingDirectory().resolve("lib/tdjson.so"));
        assertThat(configuration.channels())
                .containsExactly(
                        ChannelRef.parse("@example"), ChannelRef.parse("-1001234567890"), ChannelRef.parse("me"));
        assertThat(configuration.download())
                .isEqualTo(new Configuration.Download(
                        folder.resolve("files"),
                        "{id}",
                        0,
                        8,
                        OptionalInt.of(2),
                        OptionalLong.of(0),
                        OptionalLong.of(1 << 20),
                        100_000,
                        Duration.ofMinutes(90),
                        new Configuration.RateLimit(0.25, 1),
                        new Configuration.Retry(1, Duration.ofMillis(500), Duration.ofDays(1))));
        assertThat(configuration.refresh()).isEqualTo(new Configuration.Refresh(Duration.ZERO, false));
    }

    @Test
    void option_goes_before_environment_before_file_before_default() throws ConfigException {
        assertThat(user.load().download().concurrentDownloads()).isEqualTo(3);
        user.file("download: {concurrent_downloads: 4}");
        assertThat(user.load().download().concurrentDownloads()).isEqualTo(4);
        user.environment("ARCHIVER_DOWNLOAD_CONCURRENT_DOWNLOADS", "5");
        assertThat(user.load().download().concurrentDownloads()).isEqualTo(5);
        user.option(Settings.CONCURRENT_DOWNLOADS, "--workers", "6");
        assertThat(user.load().download().concurrentDownloads()).isEqualTo(6);
    }

    @Test
    void an_overridden_value_need_not_be_valid() throws ConfigException {
        user.file("download: {concurrent_downloads: \"${NOBODY_SET_THIS}\"}")
                .environment("ARCHIVER_DOWNLOAD_CONCURRENT_DOWNLOADS", "5");

        assertThat(user.load().download().concurrentDownloads()).isEqualTo(5);
    }

    @Test
    void a_variable_set_to_nothing_counts_as_not_set() throws ConfigException {
        user.file("data_dir: here").environment("ARCHIVER_DATA_DIR", "").environment("XDG_CONFIG_HOME", "");

        assertThat(user.load().dataDir()).isEqualTo(user.workingDirectory().resolve("here"));
    }

    @Test
    void a_list_in_the_environment_is_separated_by_commas_or_spaces() throws ConfigException {
        user.environment("ARCHIVER_CHANNELS", "@first, @second  me");

        assertThat(user.load().channels()).extracting(ChannelRef::input).containsExactly("@first", "@second", "me");
    }

    @Test
    void empty_values_and_sections_and_files_mean_the_defaults() throws ConfigException {
        Configuration defaults = user.load();
        for (String text : new String[] {
            "",
            "# nothing\n",
            "---\n",
            "\uFEFFdata_dir:\n",
            "data_dir:\ntelegram:\ndownload:\n  retry: ~\n",
            "data_dir: ''\ntelegram: {api_id: '', proxy: \"\"}\ndownload: {output_dir: ''}"
        }) {
            user.file(text);
            assertThat(user.load().download()).as(text).isEqualTo(defaults.download());
            assertThat(user.load().dataDir()).as(text).isEqualTo(defaults.dataDir());
            assertThat(user.load().telegram().proxy()).as(text).isEmpty();
        }
    }

    @Test
    void relative_paths_start_at_the_files_folder_and_those_of_options_where_the_user_is() throws ConfigException {
        Path elsewhere = folder.resolve("etc/my.yaml");
        user.file(elsewhere, "data_dir: state").option(Settings.OUTPUT_DIR, "--output", "mine");

        Configuration configuration = user.load(elsewhere);

        assertThat(configuration.dataDir()).isEqualTo(folder.resolve("etc/state"));
        assertThat(configuration.telegram().sessionDir()).isEqualTo(folder.resolve("etc/state/session"));
        assertThat(configuration.download().outputDir())
                .isEqualTo(user.workingDirectory().resolve("mine"));
    }

    @Test
    void files_are_looked_for_in_order() throws ConfigException {
        Path users = user.home().resolve(".config/archiver/config.yaml");
        user.file(users, "data_dir: a");
        assertThat(user.load().file()).contains(users);

        Path xdg = folder.resolve("xdg/archiver/config.yaml");
        user.file(xdg, "data_dir: b")
                .environment("XDG_CONFIG_HOME", folder.resolve("xdg").toString());
        assertThat(user.load().file()).contains(xdg);

        user.file("data_dir: c");
        assertThat(user.load().file()).contains(user.configFile());

        Path named = user.home().resolve("named.yaml");
        user.file(named, "data_dir: d").environment("ARCHIVER_CONFIG", "~/named.yaml");
        assertThat(user.load().file()).contains(named);

        Path chosen = folder.resolve("work/sub/chosen.yaml");
        user.file(chosen, "data_dir: e");
        assertThat(user.load(Path.of("sub/chosen.yaml")).file()).contains(chosen);
    }

    @Test
    void home_is_what_the_environment_says_not_the_password_file() throws ConfigException {
        Path other = folder.resolve("other");
        user.environment("HOME", other.toString())
                .file(other.resolve(".config/archiver/config.yaml"), "download: {output_dir: ~/archive}");

        assertThat(user.load().file()).contains(other.resolve(".config/archiver/config.yaml"));
        assertThat(user.load().download().outputDir()).isEqualTo(other.resolve("archive"));
        user.environment("HOME", "relative");
        assertThat(user.load().file()).as("of no use").isEmpty();
    }

    @Test
    void a_home_that_nobody_knows_is_no_folder() throws ConfigException {
        Path work = user.workingDirectory();
        ConfigLoader nobody = new ConfigLoader(Map.of(), work, "?");

        assertThat(nobody.load(Optional.empty(), List.of()).dataDir()).isEqualTo(work.resolve("data"));
        user.file("data_dir: ~/archive");
        assertThatThrownBy(() -> nobody.load(Optional.empty(), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("config.yaml:1", "data_dir", "~/archive", "HOME is not set");
    }

    @Test
    void a_configuration_in_the_users_folder_of_them_keeps_its_archive_elsewhere() throws ConfigException {
        Path users = user.home().resolve(".config/archiver/config.yaml");
        Path data = user.home().resolve(".local/share/archiver");
        user.file(users, "download: {output_dir: ./files}\ntelegram: {tdlib_library: ./libtdjson.so}");
        assertThat(user.load().dataDir()).isEqualTo(data.resolve("data"));
        assertThat(user.load().telegram().sessionDir()).isEqualTo(data.resolve("data/session"));
        assertThat(user.load().download().outputDir()).isEqualTo(data.resolve("files"));
        assertThat(user.load().telegram().tdlibLibrary()).contains(users.resolveSibling("libtdjson.so"));
        assertThat(user.load(users).dataDir()).as("however it is found").isEqualTo(data.resolve("data"));

        Path xdg = folder.resolve("share");
        user.environment("XDG_DATA_HOME", xdg.toString());
        assertThat(user.load().dataDir()).isEqualTo(xdg.resolve("archiver/data"));

        user.environment("HOME", folder.resolve("root").toString());
        assertThat(user.load(users).dataDir()).as("for root's cron, too").isEqualTo(data.resolve("data"));
    }

    @Test
    void an_archive_that_lies_beside_the_users_configuration_stays_there() throws Exception {
        Path users = user.home().resolve(".config/archiver/config.yaml");
        user.file(users, "data_dir: ./mine");
        assertThat(user.load().dataDir()).isEqualTo(user.home().resolve(".local/share/archiver/mine"));

        Files.createDirectories(users.resolveSibling("mine"));
        assertThat(user.load().dataDir()).isEqualTo(users.resolveSibling("mine"));
        assertThat(user.load().download().outputDir()).isEqualTo(users.resolveSibling("mine/downloads"));
    }

    @Test
    void a_file_that_was_named_has_to_be_there() {
        assertThatThrownBy(() -> user.load(Path.of("absent.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("--config", "absent.yaml", "archiver init");

        user.environment("ARCHIVER_CONFIG", "gone.yaml");
        assertThat(user.failure()).contains("ARCHIVER_CONFIG", "gone.yaml");
    }

    @Test
    void placeholders_are_replaced_inside_texts_and_lists_once() throws ConfigException {
        user.environment("NAME", "films").environment("TRICKY", "${NAME}$1").file("""
                        data_dir: /data/${NAME}-${TRICKY}/$${NAME}/$HOME
                        channels: ["@${NAME}_club"]
                        """);

        Configuration configuration = user.load();

        assertThat(configuration.dataDir()).isEqualTo(Path.of("/data/films-${NAME}$1/${NAME}/$HOME"));
        assertThat(configuration.channels()).containsExactly(ChannelRef.parse("@films_club"));
    }

    @Test
    void credentials_are_missed_only_by_those_who_need_them() throws ConfigException {
        user.file("telegram:\n  api_id: ${TELEGRAM_API_ID}\n  api_hash:\n");

        Configuration configuration = user.load();

        assertThat(configuration.telegram().apiId().find()).isEmpty();
        assertThatThrownBy(() -> configuration.telegram().apiId().demand())
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "config.yaml:2", "telegram.api_id", "TELEGRAM_API_ID", "https://my.telegram.org");
        assertThatThrownBy(() -> configuration.telegram().apiHash().demand())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("telegram.api_hash: is not set; ")
                .hasMessageContaining("https://my.telegram.org");
    }

    @Test
    void credentials_come_from_the_environment_alone_too() throws ConfigException {
        user.environment("TELEGRAM_API_ID", "17").environment("TELEGRAM_API_HASH", HASH);

        assertThat(user.load().telegram().apiId().demand()).isEqualTo(17);
        assertThat(user.load().telegram().apiHash().demand()).isEqualTo(Secret.of(HASH));
    }

    @Test
    void what_is_in_force_is_told_with_its_origin_and_without_secrets() throws ConfigException {
        user.environment("TELEGRAM_API_ID", "1764321")
                .environment("ARCHIVER_DOWNLOAD_WORKER_TIMEOUT", "90")
                .option(Settings.MAX_FILES_PER_RUN, "--max-files", "7")
                .file("""
                        telegram:
                          api_hash: %s
                          proxy: http://me:canary@proxy:8080
                        """.formatted(HASH));

        Configuration configuration = user.load();

        assertThat(configuration.effective())
                .extracting(EffectiveSetting::key)
                .containsExactlyElementsOf(
                        Settings.all().stream().map(Setting::key).toList());
        assertThat(configuration.effective())
                .contains(
                        new EffectiveSetting("telegram.api_hash", "***", new Origin.InFile(user.configFile(), 2)),
                        new EffectiveSetting(
                                "telegram.proxy", "http://me:***@proxy:8080", new Origin.InFile(user.configFile(), 3)),
                        new EffectiveSetting(
                                "download.worker_timeout",
                                "1m30s",
                                new Origin.Environment("ARCHIVER_DOWNLOAD_WORKER_TIMEOUT")),
                        new EffectiveSetting("download.max_files_per_run", "7", new Origin.Option("--max-files")),
                        new EffectiveSetting("download.rate_limit.requests_per_second", "2", new Origin.Default()));
        assertThat(configuration.toString()).doesNotContain(HASH, "canary", "1764321");
    }

    @Test
    void a_condition_from_outside_is_reported_with_its_line() {
        user.file("\n\ndownload:\n  path_template: '{nonsense}'\n");
        ConfigLoader loader = user.loader().checking(Settings.PATH_TEMPLATE, template -> {
            if (!template.contains("{id}")) {
                throw new IllegalArgumentException("lacks {id}");
            }
        });

        assertThatThrownBy(() -> loader.load(Optional.empty(), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("config.yaml:4", "download.path_template", "\"{nonsense}\" lacks {id}");
    }

    @Test
    void a_link_to_the_file_counts_as_lying_where_the_link_lies() throws Exception {
        Path real = folder.resolve("dotfiles/archiver.yaml");
        user.file(real, "data_dir: state");
        Files.createSymbolicLink(user.configFile(), real);

        assertThat(user.load().dataDir()).isEqualTo(user.workingDirectory().resolve("state"));
    }
}
