package dev.takt.builtin;

import dev.takt.builtin.Undisturbed.Call;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobStartException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

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
    private final ClassLoader archive;
    private final Undisturbed undisturbed;
    private final Call<Long> start;

    private BatchJob(String name, Properties parameters, ClassLoader archive, Undisturbed undisturbed) {
        this.name = name;
        this.archive = archive;
        this.undisturbed = undisturbed;
        this.start = undisturbed.begin(
                archive, Duration.ZERO, () -> BatchRuntime.getJobOperator().start(name, parameters));
    }

    /** Whether this server has Jakarta Batch at all. */
    static boolean canRun(Undisturbed undisturbed) throws InterruptedException {
        return undisturbed.call(
                BatchJob.class.getClassLoader(), Duration.ZERO, () -> BatchRuntime.getJobOperator() != null);
    }

    /** The jobs that the server knows of in an archive; some servers know only those that have run. */
    static Set<String> names(ClassLoader archive, Undisturbed undisturbed) throws InterruptedException {
        try {
            return undisturbed.call(
                    archive, Duration.ZERO, () -> BatchRuntime.getJobOperator().getJobNames());
        } catch (RuntimeException unknown) {
            LOG.log(Level.FINE, "Which jobs there are is not known", unknown);
            return Set.of();
        }
    }

    /**
     * Runs a job to its end. Several archives may see it, of which a server may take only the one that holds it.
     *
     * @throws InterruptedException if the waiting was interrupted: the job has been told to stop
     */
    static JobResult run(String name, Properties parameters, List<ClassLoader> archives, Undisturbed undisturbed)
            throws InterruptedException {
        RuntimeException refusal = new IllegalStateException("no archive of this application has a job " + name);
        for (ClassLoader archive : archives) {
            try {
                return new BatchJob(name, parameters, archive, undisturbed).awaitEnd();
            } catch (JobStartException notByThisOne) {
                refusal = notByThisOne;
            }
        }
        throw refusal;
    }

    private JobResult awaitEnd() throws InterruptedException {
        try {
            long execution = Undisturbed.answer(start);
            Duration pause = FIRST_LOOK_AFTER;
            JobExecution seen = look(execution, pause);
            while (!ENDED.contains(seen.getBatchStatus())) {
                pause = shorter(pause.multipliedBy(2), LOOK_EVERY);
                seen = look(execution, pause);
            }
            return resultOf(seen);
        } catch (InterruptedException interrupted) {
            throw new InterruptedException("interrupted: the batch job " + name + " was told to stop and is " + stop());
        }
    }

    private JobExecution look(long execution, Duration after) throws InterruptedException {
        return undisturbed.call(
                archive, after, () -> BatchRuntime.getJobOperator().getJobExecution(execution));
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
        BatchStatus status = undisturbed.call(archive, Duration.ZERO, this::stopAndLook);
        for (int look = 0; look < LOOKS_AFTER_STOP && !ENDED.contains(status); look++) {
            status = undisturbed.call(archive, LOOK_EVERY, this::stopAndLook);
        }
        return status;
    }

    /** Told again at each look: a job that has only just been started may not be running yet. */
    private BatchStatus stopAndLook() throws Exception {
        long execution = start.task().get();
        try {
            BatchRuntime.getJobOperator().stop(execution);
        } catch (JobExecutionNotRunningException startsOrEnds) {
            LOG.log(Level.FINE, "It cannot be stopped now", startsOrEnds);
        }
        return BatchRuntime.getJobOperator().getJobExecution(execution).getBatchStatus();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
