package dev.tgarchiver.localtelegram;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tgarchiver.localtelegram.LocalTelegramArchitectureTest.NotItsTests;

/** The server stands alone: it can be taken out of the project as it is. */
@AnalyzeClasses(packages = "dev.tgarchiver.localtelegram", importOptions = NotItsTests.class)
final class LocalTelegramArchitectureTest {

    /** The server's tests have its packages. */
    static final class NotItsTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/localtelegram/it/")
                    && !location.asURI().toString().matches(".*Test(\\$.*)?\\.class");
        }
    }

    @ArchTest
    static final ArchRule of_the_product_it_knows_the_binding_of_tdlib_only = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.tgarchiver..")
                    .and(resideOutsideOfPackages("dev.tgarchiver.localtelegram..", "dev.tgarchiver.tdlib.binding..")));

    @ArchTest
    static final ArchRule only_its_client_knows_even_that = noClasses()
            .that(resideOutsideOfPackages("dev.tgarchiver.localtelegram.client.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tgarchiver.tdlib..");

    @ArchTest
    static final ArchRule only_its_extension_knows_junit = noClasses()
            .that(resideOutsideOfPackages("dev.tgarchiver.localtelegram.junit.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.assertj..", "org.awaitility..");

    @ArchTest
    static final ArchRule there_are_no_cycles =
            slices().matching("dev.tgarchiver.localtelegram.(*)..").should().beFreeOfCycles();
}
