package dev.takt.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replays what a real Django-Q scheduler did; {@code -Dtakt.vectors=<file>} names another recording. */
class RecurrenceVectorsTest {

    private static final String FILE = System.getProperty("takt.vectors", "");

    @Test
    void everyRecordedVectorIsReplayed() throws IOException {
        List<RecordedVector> vectors = vectors();
        assertFalse(vectors.isEmpty(), "no vectors in " + source());

        List<String> differences = vectors.stream()
                .flatMap(vector -> vector.differences().stream())
                .toList();

        long passes =
                vectors.stream().mapToLong(vector -> vector.passes().size()).sum();
        // on the console even when loggers are silenced: whoever runs this wants to see that nothing was left out
        System.out.printf("Replayed %d vectors (%d passes) from %s%n", vectors.size(), passes, source());
        assertEquals(List.of(), differences);
    }

    private static List<RecordedVector> vectors() throws IOException {
        try (InputStream in = open();
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject().getJsonArray("vectors").getValuesAs(JsonObject.class).stream()
                    .map(RecordedVector::of)
                    .toList();
        }
    }

    private static InputStream open() throws IOException {
        InputStream in = FILE.isEmpty()
                ? RecurrenceVectorsTest.class.getResourceAsStream("/vectors/recurrence.json")
                : Files.newInputStream(file());
        if (in == null) {
            throw new FileNotFoundException(source());
        }
        return in;
    }

    /** Tests run in the module's folder, Maven in the one above it: a relative name may be meant from either. */
    private static Path file() {
        Path file = Path.of(FILE);
        return Files.exists(file) ? file : Path.of("..").resolve(file);
    }

    private static String source() {
        return FILE.isEmpty() ? "vectors/recurrence.json" : FILE;
    }
}
