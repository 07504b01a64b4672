package dev.takt.web;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.takt.audit.Audit;
import dev.takt.calendar.CronInWords;
import dev.takt.config.Caller;
import dev.takt.config.NodeClock;
import dev.takt.config.OfTakt;
import dev.takt.config.TaktConfig;
import dev.takt.config.Tallies;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import dev.takt.stat.RunCounts;
import dev.takt.stat.RunListener;
import dev.takt.task.Completions;

/**
 * What the web may know of the rest: the public API, and how it is called from afar; and, for users, sessions, the audit, the
 * display zone, cron in words and metrics, a few named classes.
 */
@AnalyzeClasses(packages = "dev.takt.web", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> ALLOWED = resideInAnyPackage(
                    "dev.takt.web..", "dev.takt.api", "dev.takt.remote")
            .or(belongToAnyOf(
                    OfTakt.class,
                    Caller.class,
                    TaktConfig.class,
                    NodeClock.class,
                    Jdbc.class,
                    Database.class,
                    Audit.class,
                    CronInWords.class,
                    Tallies.class,
                    RunCounts.class,
                    RunListener.class,
                    Completions.class));

    @ArchTest
    static final ArchRule webUsesTheApi = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.takt..").and(DescribedPredicate.not(ALLOWED)));
}
