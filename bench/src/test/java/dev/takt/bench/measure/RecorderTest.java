package dev.takt.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    @TempDir
    Path folder;

    @Test
    void anotherRecorderOfTheFileSeesWhatTasksTold() {
        Recorder tasks = Recorder.at(folder.resolve("recorder"));
        Recorder benchmark = Recorder.at(folder.resolve("recorder"));
        Instant due = Instant.now().minusMillis(20);
        IntStream.range(0, 1000).parallel().forEach(i -> tasks.began(due));
        assertEquals(1000, benchmark.runs().size());
        assertTrue(benchmark.runs().stream().allMatch(run -> run.late() >= 20_000));
    }

    @Test
    void countsCommittedOutcomes() {
        Recorder tasks = Recorder.at(folder.resolve("recorder"));
        Recorder benchmark = Recorder.at(folder.resolve("recorder"));
        IntStream.range(0, 1000).parallel().forEach(i -> tasks.completed(2));
        assertEquals(2000, benchmark.completedTasks());
        assertTrue(benchmark.lastCompletedAt().isBefore(Instant.now().plusSeconds(1)));
    }
}
