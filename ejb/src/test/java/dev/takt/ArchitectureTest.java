package dev.takt;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.takt.config.ContainerTransaction;
import dev.takt.config.NodeClock;
import dev.takt.config.PersistenceUnit;
import dev.takt.poll.PollTimer;
import dev.takt.start.StartUp;

/** The arrows of docs/architecture.md, kept. */
@AnalyzeClasses(packages = "dev.takt", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule apiDependsOnNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("dev.takt.api")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.takt..").and(resideOutsideOfPackages("dev.takt.api")));

    @ArchTest
    static final ArchRule calendarIsPureJava = noClasses()
            .that()
            .resideInAPackage("dev.takt.calendar")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.takt..").and(resideOutsideOfPackages("dev.takt.calendar")))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule nobodyDependsOnPoll = noClasses()
            .that()
            .resideOutsideOfPackage("dev.takt.poll")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.takt.poll");

    @ArchTest
    static final ArchRule thereAreNoCycles =
            slices().matching("dev.takt.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ejbsOnlyWhereEjbIsNeeded = classes()
            .that()
            .areAnnotatedWith(jakarta.ejb.Singleton.class)
            .or()
            .areAnnotatedWith(jakarta.ejb.Stateless.class)
            .or()
            .areAnnotatedWith(jakarta.ejb.Stateful.class)
            .should()
            .be(PollTimer.class)
            .orShould()
            .be(StartUp.class)
            .orShould()
            .be(PersistenceUnit.class)
            .orShould()
            .be(ContainerTransaction.class);

    @ArchTest
    static final ArchRule onlyNodeClockAsksTheJvmForTheTime = noClasses()
            .that()
            .doNotBelongToAnyOf(NodeClock.class)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now")
            .orShould()
            .callMethod(java.time.OffsetDateTime.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC")
            .orShould()
            .callMethod(java.time.Clock.class, "systemDefaultZone")
            .orShould()
            .callConstructor(java.util.Date.class);

    @ArchTest
    static final ArchRule aServerWithoutJakartaBatchRunsTakt = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.takt.builtin.BatchJob")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.batch..");
}
