package dev.takt.config;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Brings the tables up to date with Flyway. Wants no open transaction. */
public final class Migrations {
    /** By name, since scanning the class path fails in the virtual file system of WildFly. */
    static final List<String> SCRIPTS = List.of(
            "V1__tables.sql",
            "V2__rules.sql",
            "V3__signals.sql",
            "V4__group_index.sql",
            "V5__name_index.sql",
            "V6__trouble_index.sql",
            "V7__take_overs.sql",
            "V8__workers.sql");

    private static final String HISTORY = "takt_migration";

    private static final Set<MigrationState> FUTURE =
            EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    private Migrations() {}

    /**
     * Migrates to the newest version; refuses a database that is newer than this code.
     *
     * @param dataSource where Takt's tables are, or are to be
     * @param folder {@code postgresql} or {@code h2}
     * @return how many scripts were run
     */
    public static int run(DataSource dataSource, String folder) {
        return run(dataSource, folder, SCRIPTS);
    }

    /** As a version would that knows these scripts. */
    static int run(DataSource dataSource, String folder, List<String> scripts) {
        ClassLoader loader = Migrations.class.getClassLoader();
        Flyway flyway = Flyway.configure(loader)
                .dataSource(dataSource)
                .table(HISTORY)
                .javaMigrationClassProvider(List::of)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .resourceProvider(new Scripts(loader, "db/migration/" + folder + "/", scripts))
                .load();
        refuseNewer(flyway);
        return flyway.migrate().migrationsExecuted;
    }

    /** Flyway itself would pass over scripts that it does not know. */
    private static void refuseNewer(Flyway flyway) {
        List<String> unknown = Arrays.stream(flyway.info().all())
                .filter(script -> FUTURE.contains(script.getState()))
                .map(script -> script.getScript().substring(script.getScript().lastIndexOf('/') + 1))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("The database is newer than this version of Takt, which does not know "
                    + unknown + ": deploy the newer version here as well");
        }
    }

    private record Scripts(ClassLoader loader, String folder, List<String> names) implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            return names.contains(file) ? new Script(loader, folder + file) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return names.stream()
                    .filter(name ->
                            name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                    .<LoadableResource>map(name -> new Script(loader, folder + name))
                    .toList();
        }
    }

    private static final class Script extends LoadableResource {
        private final ClassLoader loader;
        private final String path;

        Script(ClassLoader loader, String path) {
            this.loader = loader;
            this.path = path;
        }

        @Override
        public Reader read() {
            var stream = loader.getResourceAsStream(path);
            if (stream == null) {
                throw new IllegalStateException("The migration " + path + " is missing in takt-ejb");
            }
            return new InputStreamReader(stream, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return path;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return path;
        }

        @Override
        public String getFilename() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return path;
        }
    }
}
