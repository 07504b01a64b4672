package dev.takt.builtin;

import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.batch.runtime.StepExecution;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Works for the class loader that the thread has, and remembers what it was asked. */
public class FakeJobOperator implements JobOperator {
    static final AtomicInteger STARTS = new AtomicInteger();
    static final AtomicInteger STOPS = new AtomicInteger();
    static volatile BatchStatus status = BatchStatus.COMPLETED;

    static void reset(BatchStatus next) {
        STARTS.set(0);
        STOPS.set(0);
        status = next;
    }

    @Override
    public long start(String job, Properties parameters) {
        if (loader().equals("without batch environment")) {
            throw new BatchRuntimeException("none here");
        }
        return STARTS.incrementAndGet();
    }

    /** The first time it is too early. */
    @Override
    public void stop(long execution) {
        if (STOPS.incrementAndGet() == 1) {
            throw new JobExecutionNotRunningException();
        }
        status = BatchStatus.STOPPED;
    }

    @Override
    public JobExecution getJobExecution(long execution) {
        String archive = loader();
        return (JobExecution) Proxy.newProxyInstance(
                JobExecution.class.getClassLoader(),
                new Class<?>[] {JobExecution.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getBatchStatus" -> status;
                    case "getExitStatus" -> status == BatchStatus.COMPLETED ? "in " + archive : null;
                    case "getExecutionId" -> execution;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static String loader() {
        return String.valueOf(Thread.currentThread().getContextClassLoader().getName());
    }

    @Override
    public Set<String> getJobNames() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getJobInstanceCount(String job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<JobInstance> getJobInstances(String job, int start, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Long> getRunningExecutions(String job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Properties getParameters(long execution) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long restart(long execution, Properties parameters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void abandon(long execution) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JobInstance getJobInstance(long execution) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<JobExecution> getJobExecutions(JobInstance instance) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StepExecution> getStepExecutions(long execution) {
        throw new UnsupportedOperationException();
    }
}
