package dev.takt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "h2"})
    void everyScriptThatIsThereIsRun(String database) throws Exception {
        assertEquals(scripts(database), new TreeSet<>(Migrations.SCRIPTS));
    }

    private static Set<String> scripts(String database) throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(Migrations.class.getResource("/db/migration/" + database))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
