package dev.takt.builtin;

import dev.takt.builtin.Undisturbed.Call;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a batch job. The job operator works for the archive whose class loader the thread has, so each call of it
 * is made with that of the archive that brought the job. Everything that touches Jakarta Batch stands here.
 */
final class BatchJob {
    private static final Logger LOG = Logger.getLogger(BatchJob.class.getName());
    private static final Set<BatchStatus> ENDED =
            EnumSet.of(BatchStatus.COMPLETED, BatchStatus.FAILED, BatchStatus.STOPPED, BatchStatus.ABANDONED);
    private static final Duration FIRST_LOOK_AFTER = Duration.ofMillis(50);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int LOOKS_AFTER_STOP = 10;

    private final String name;
    private final Undisturbed undisturbed;
    private final Call<Started> start;

    private BatchJob(String name, Properties parameters, List<ClassLoader> archives, Undisturbed undisturbed) {
        this.name = name;
        this.undisturbed = undisturbed;
        this.start = undisturbed.begin(Duration.ZERO, () -> start(name, parameters, archives));
    }

    /** An execution, and the archive that it was started for. */
    private record Started(long execution, ClassLoader archive) {}

    /** Whether this server has Jakarta Batch at all. */
    static boolean canRun(Undisturbed undisturbed) throws InterruptedException {
        ClassLoader own = BatchJob.class.getClassLoader();
        return undisturbed.call(Duration.ZERO, () -> in(own, BatchRuntime::getJobOperator) != null);
    }

    /** The jobs that the server knows of in an archive; some servers know only those that have run. */
    static Set<String> names(ClassLoader archive, Undisturbed undisturbed) throws InterruptedException {
        try {
            return undisturbed.call(
                    Duration.ZERO,
                    () -> in(archive, () -> BatchRuntime.getJobOperator().getJobNames()));
        } catch (RuntimeException unknown) {
            LOG.log(Level.FINE, "Which jobs there are is not known", unknown);
            return Set.of();
        }
    }

    /**
     * Runs a job to its end.
     *
     * @param archives those that see the job
     * @throws InterruptedException if the waiting was interrupted: the job has been told to stop
     */
    static JobResult run(String name, Properties parameters, List<ClassLoader> archives, Undisturbed undisturbed)
            throws InterruptedException {
        return new BatchJob(name, parameters, archives, undisturbed).awaitEnd();
    }

    /** Not every archive that sees a job can start it: WildFly has no batch environment for the lib folder of an EAR. */
    private static Started start(String name, Properties parameters, List<ClassLoader> archives) throws Exception {
        RuntimeException refusal = new IllegalStateException("no archive of this application has a job " + name);
        for (ClassLoader archive : archives) {
            try {
                return new Started(
                        in(archive, () -> BatchRuntime.getJobOperator().start(name, parameters)), archive);
            } catch (BatchRuntimeException notByThisOne) {
                refusal = notByThisOne;
            }
        }
        throw refusal;
    }

    private JobResult awaitEnd() throws InterruptedException {
        try {
            Started started = Undisturbed.answer(start);
            Duration pause = FIRST_LOOK_AFTER;
            JobExecution seen = undisturbed.call(pause, () -> look(started));
            while (!ENDED.contains(seen.getBatchStatus())) {
                pause = shorter(pause.multipliedBy(2), LOOK_EVERY);
                seen = undisturbed.call(pause, () -> look(started));
            }
            return resultOf(seen);
        } catch (InterruptedException interrupted) {
            throw new InterruptedException("interrupted: the batch job " + name + " was told to stop and is " + stop());
        }
    }

    private static JobExecution look(Started started) throws Exception {
        return in(started.archive(), () -> BatchRuntime.getJobOperator().getJobExecution(started.execution()));
    }

    private JobResult resultOf(JobExecution ended) {
        BatchStatus status = ended.getBatchStatus();
        String exitStatus = Objects.requireNonNullElse(ended.getExitStatus(), status.name());
        if (status != BatchStatus.COMPLETED) {
            throw new IllegalStateException("the batch job " + name + " (execution " + ended.getExecutionId()
                    + ") ended as " + status + " with exit status " + exitStatus);
        }
        return new JobResult(ended.getExecutionId(), status.name(), exitStatus);
    }

    /** Waits a little for the end; a job that takes longer goes on stopping by itself. */
    private BatchStatus stop() throws InterruptedException {
        BatchStatus status = undisturbed.call(Duration.ZERO, this::stopAndLook);
        for (int look = 0; look < LOOKS_AFTER_STOP && !ENDED.contains(status); look++) {
            status = undisturbed.call(LOOK_EVERY, this::stopAndLook);
        }
        return status;
    }

    /** Told again at each look: a job that has only just been started may not be running yet. */
    private BatchStatus stopAndLook() throws Exception {
        Started started = start.task().get();
        try {
            in(started.archive(), () -> {
                BatchRuntime.getJobOperator().stop(started.execution());
                return started;
            });
        } catch (JobExecutionNotRunningException startsOrEnds) {
            LOG.log(Level.FINE, "It cannot be stopped now", startsOrEnds);
        }
        return look(started).getBatchStatus();
    }

    private static <T extends @Nullable Object> T in(ClassLoader archive, Callable<T> call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(archive);
        try {
            return call.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
