package dev.takt.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchStatus;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers do to a batch job and the deployed tests cannot bring about. */
class BatchJobTest {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final Undisturbed undisturbed =
            new Undisturbed((job, delay) -> threads.schedule(job, delay.toNanos(), TimeUnit.NANOSECONDS));

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void anArchiveThatCannotStartTheJobIsPassedOver() throws Exception {
        FakeJobOperator.reset(BatchStatus.COMPLETED);

        assertEquals(new JobResult(1, "COMPLETED", "in war"), run("without batch environment", "war", "ejb"));
        assertEquals(1, FakeJobOperator.STARTS.get());
    }

    @Test
    void ifNoArchiveCanTheRefusalIsTheFailure() {
        var thrown = assertThrows(BatchRuntimeException.class, () -> run("without batch environment"));

        assertEquals("none here", thrown.getMessage());
    }

    @Test
    void aJobThatSomebodyElseStopsIsAFailure() {
        FakeJobOperator.reset(BatchStatus.STOPPED);

        var thrown = assertThrows(IllegalStateException.class, () -> run("war"));

        assertEquals(
                "the batch job nightly (execution 1) ended as STOPPED with exit status STOPPED", thrown.getMessage());
    }

    @Test
    void anInterruptStopsAJobThatHasNotEvenBegunToRun() {
        FakeJobOperator.reset(BatchStatus.STARTING);
        Thread.currentThread().interrupt();

        var thrown = assertThrows(InterruptedException.class, () -> run("war"));

        assertEquals("interrupted: the batch job nightly was told to stop and is STOPPED", thrown.getMessage());
        assertEquals(2, FakeJobOperator.STOPS.get());
    }

    @Test
    void aNodeThatGoesDownHoldsUpNoWorker() {
        threads.shutdown();

        assertThrows(RejectedExecutionException.class, () -> run("war"));
    }

    private JobResult run(String... archives) throws Exception {
        URL service = Files.writeString(folder.resolve("operator"), FakeJobOperator.class.getName())
                .toUri()
                .toURL();
        List<ClassLoader> loaders = Arrays.stream(archives)
                .<ClassLoader>map(name -> new Archive(name, service))
                .toList();
        return BatchJob.run("nightly", new Properties(), loaders, undisturbed);
    }

    /** Sees everything, and the server's job operator. */
    private static final class Archive extends ClassLoader {
        private final URL service;

        Archive(String name, URL service) {
            super(name, BatchJobTest.class.getClassLoader());
            this.service = service;
        }

        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            return name.equals("META-INF/services/" + JobOperator.class.getName())
                    ? Collections.enumeration(List.of(service))
                    : super.findResources(name);
        }
    }
}
