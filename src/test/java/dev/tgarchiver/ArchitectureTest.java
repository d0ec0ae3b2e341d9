package dev.tgarchiver;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.storage.SpaceGuard;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@AnalyzeClasses(packages = "dev.tgarchiver", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    /** From the top down: a package may use those below it. tdlib implements the port, so it stands above it. */
    private static final List<String> LAYERS = List.of(
            "cli",
            "report",
            "console",
            "app",
            "config",
            "archive",
            "download",
            "history",
            "tracker",
            "storage",
            "tdlib",
            "telegram",
            "progress",
            "event",
            "export",
            "desktop",
            "post",
            "search",
            "model",
            "time");

    @ArchTest
    static final ArchRule packages_are_used_downwards_only = layers();

    private static ArchRule layers() {
        Architectures.LayeredArchitecture architecture =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String layer : LAYERS) {
            architecture = architecture.layer(layer).definedBy("dev.tgarchiver." + layer + "..");
        }
        List<String> above = new ArrayList<>();
        for (String layer : LAYERS) {
            architecture = above.isEmpty()
                    ? architecture.whereLayer(layer).mayNotBeAccessedByAnyLayer()
                    : architecture.whereLayer(layer).mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
            above.add(layer);
        }
        return architecture;
    }

    @ArchTest
    static final ArchRule every_class_has_its_layer = noClasses()
            .that(resideInAPackage("dev.tgarchiver.."))
            .should()
            .resideOutsideOfPackages(LAYERS.stream()
                    .map(layer -> "dev.tgarchiver." + layer + "..")
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule there_are_no_cycles =
            slices().matching("dev.tgarchiver.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nor_between_the_parts_of_a_package =
            slices().matching("dev.tgarchiver.(*.*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_app_wires_the_binding = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tgarchiver.app..", "dev.tgarchiver.tdlib..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tgarchiver.tdlib..");

    @ArchTest
    static final ArchRule only_the_tracker_knows_sqlite = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tgarchiver.tracker.sqlite..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule only_app_chooses_the_tracker = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tgarchiver.tracker.sqlite..", "dev.tgarchiver.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tgarchiver.tracker.sqlite..");

    @ArchTest
    static final ArchRule only_these_know_the_local_store = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tgarchiver.storage..", "dev.tgarchiver.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tgarchiver.storage.local..");

    @ArchTest
    static final ArchRule only_the_command_line_knows_picocli = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tgarchiver.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    /** Each of these packages says in its documentation, or beside the thread, what the thread is for. */
    @ArchTest
    static final ArchRule few_packages_own_threads = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.tgarchiver.cli.process",
                    "dev.tgarchiver.console.terminal",
                    "dev.tgarchiver.app.run",
                    "dev.tgarchiver.archive",
                    "dev.tgarchiver.download",
                    "dev.tgarchiver.history",
                    "dev.tgarchiver.tdlib",
                    "dev.tgarchiver.tdlib.binding")
            .should()
            .callConstructorWhere(target(owner(equivalentTo(Thread.class))));

    @ArchTest
    static final ArchRule values_and_reports_touch_no_files = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.tgarchiver.cli",
                    "dev.tgarchiver.cli.command",
                    "dev.tgarchiver.console.terminal",
                    "dev.tgarchiver.app..",
                    "dev.tgarchiver.config",
                    "dev.tgarchiver.storage..",
                    "dev.tgarchiver.tdlib..",
                    "dev.tgarchiver.tracker.sqlite..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Files.class);

    @ArchTest
    static final ArchRule only_time_reads_the_nanosecond_clock = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tgarchiver.time..")
            .should()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule only_cli_ends_the_process = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tgarchiver.cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule only_console_and_cli_use_the_standard_streams = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tgarchiver.cli..", "dev.tgarchiver.console..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in");

    @ArchTest
    static final ArchRule only_time_asks_the_clock = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tgarchiver.time..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now", Clock.class);

    @ArchTest
    static final ArchRule calls_are_paced_and_retried_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tgarchiver.telegram.pace..", "dev.tgarchiver.download..")
            .should()
            .callMethod(Throttle.class, "acquire", TokenBucket.Use.class);

    @ArchTest
    static final ArchRule displays_read_snapshots_and_count_nothing = noClasses()
            .that()
            .resideInAnyPackage("dev.tgarchiver.console..", "dev.tgarchiver.report..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(RunProgress.class);

    @ArchTest
    static final ArchRule only_workers_reserve_disk_space = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tgarchiver.download..")
            .should()
            .callMethod(SpaceGuard.class, "reserve", long.class);

    @ArchTest
    static final ArchRule what_the_queue_remembers_reads_nothing = noClasses()
            .that()
            .resideInAPackage("dev.tgarchiver.download.queue..")
            .and()
            .haveSimpleNameStartingWith("Queue")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(DownloadQueue.Source.class);

    @ArchTest
    static final ArchRule names_say_what_a_class_does = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");
}
